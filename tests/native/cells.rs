//! The grid of a crowd.

use proptest::prelude::*;
use waiting_room::cells::Cells;

prop_compose! {
    fn grids()(users in 1..1_000_000_usize, width in 100..2000_usize, height in 50..500_usize) -> (usize, usize, usize, Cells) {
        (users, width, height, Cells::fitting(users, width, height, 14))
    }
}

proptest! {
    #[test]
    fn everyone_has_a_place_inside((users, width, height, cells) in grids(), one in any::<prop::sample::Index>()) {
        let user = one.index(users);
        let (x, y) = cells.corner(cells.cell_of(user));
        prop_assert!(x + cells.size <= width && y + cells.size <= height);
        prop_assert!(cells.users_in(cells.cell_of(user)).contains(&user));
        prop_assert_eq!(cells.at(x + cells.size - 1, y + cells.size - 1), Some(cells.cell_of(user)));
    }

    #[test]
    fn each_has_a_cell_of_its_own_if_there_are_pixels_enough((users, width, height, cells) in grids()) {
        prop_assert_eq!(cells.users_per_cell == 1, users <= width * height);
        prop_assert!(cells.users_per_cell == 1 || cells.count() * 2 > width * height);
    }

    #[test]
    fn nobody_is_behind_the_last((_, width, _, cells) in grids()) {
        prop_assert_eq!(cells.users_in(cells.count()).len(), 0);
        prop_assert_eq!(cells.at(0, cells.rows * cells.size), None);
        prop_assert_eq!(cells.at(width + cells.size, 0), None);
    }
}

#[test]
fn a_few_get_large_cells_and_a_million_share_them() {
    let few = Cells::fitting(100, 700, 168, 14);
    assert_eq!((few.size, few.columns, few.rows, few.users_per_cell), (14, 50, 2, 1));
    let million = Cells::fitting(1_000_000, 700, 168, 14);
    assert_eq!((million.size, million.columns, million.users_per_cell), (1, 700, 9));
}
