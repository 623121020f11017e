//! A crowd as a grid of cells: where on the drawing the cell of each user lies.

use std::ops::Range;

/// A cell for each user, row by row in user order; where there are more users than pixels, each cell stands for several. Lengths
/// are in device pixels, because no cell can be smaller than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    users: usize,
    /// How many users share a cell. (The last cell may have fewer.)
    pub users_per_cell: usize,
    /// The side of a cell.
    pub size: usize,
    /// How many cells a row has.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
}

impl Cells {
    /// The largest cells, up to the size `largest`, with which the grid fits into `width` and `height`. No argument may be zero.
    pub fn fitting(users: usize, width: usize, height: usize, largest: usize) -> Self {
        let rows = |size: usize| users.div_ceil(width / size);
        let fits = |size: &usize| width >= *size && rows(*size) * size <= height;
        match (1..=largest).rev().find(fits) {
            Some(size) => Self { users, users_per_cell: 1, size, columns: width / size, rows: rows(size) },
            None => Self::shared(users, width, height),
        }
    }

    fn shared(users: usize, width: usize, height: usize) -> Self {
        let users_per_cell = users.div_ceil(width * height);
        let rows = users.div_ceil(users_per_cell * width);
        Self { users, users_per_cell, size: 1, columns: width, rows }
    }

    /// The number of cells that stand for users.
    pub fn count(&self) -> usize {
        self.users.div_ceil(self.users_per_cell)
    }

    /// In which cell the user is.
    pub fn cell_of(&self, user: usize) -> usize {
        user / self.users_per_cell
    }

    /// Who is in a cell.
    pub fn users_in(&self, cell: usize) -> Range<usize> {
        let first = cell * self.users_per_cell;
        first.min(self.users)..(first + self.users_per_cell).min(self.users)
    }

    /// The left and the upper edge of a cell.
    pub fn corner(&self, cell: usize) -> (usize, usize) {
        (cell % self.columns * self.size, cell / self.columns * self.size)
    }

    /// The cell at that point, if anybody is there.
    pub fn at(&self, x: usize, y: usize) -> Option<usize> {
        let (column, row) = (x / self.size, y / self.size);
        Some(row * self.columns + column).filter(|cell| column < self.columns && *cell < self.count())
    }
}
