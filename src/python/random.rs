//! CPython's generator of random numbers: the Mersenne Twister of Matsumoto and Nishimura (MT19937).

const SIZE: usize = 624;
const SHIFT: usize = 397;

/// A generator of random numbers.
pub struct Random {
    state: [u32; SIZE],
    at: usize,
}

impl Default for Random {
    fn default() -> Self {
        let mut random = Self { state: [0; SIZE], at: SIZE };
        random.seed(&[0]);
        random
    }
}

impl Random {
    fn seed_once(&mut self, seed: u32) {
        self.state[0] = seed;
        for index in 1..SIZE {
            let last = self.state[index - 1];
            self.state[index] = (last ^ last >> 30).wrapping_mul(1_812_433_253).wrapping_add(index as u32);
        }
        self.at = SIZE;
    }

    /// Seeds it with the digits of a number, in base 2³² and the least first. There must be at least one.
    pub fn seed(&mut self, key: &[u32]) {
        self.seed_once(19_650_218);
        let (mut index, mut digit) = (1, 0);
        for _ in 0..SIZE.max(key.len()) {
            let last = self.state[index - 1];
            let mixed = self.state[index] ^ (last ^ last >> 30).wrapping_mul(1_664_525);
            self.state[index] = mixed.wrapping_add(key[digit]).wrapping_add(digit as u32);
            index = self.next_index(index);
            digit = (digit + 1) % key.len();
        }
        for _ in 1..SIZE {
            let last = self.state[index - 1];
            let mixed = self.state[index] ^ (last ^ last >> 30).wrapping_mul(1_566_083_941);
            self.state[index] = mixed.wrapping_sub(index as u32);
            index = self.next_index(index);
        }
        self.state[0] = 0x8000_0000;
    }

    fn next_index(&mut self, index: usize) -> usize {
        if index + 1 < SIZE {
            return index + 1;
        }
        self.state[0] = self.state[SIZE - 1];
        1
    }

    fn twist(&mut self) {
        for index in 0..SIZE {
            let bits = self.state[index] & 0x8000_0000 | self.state[(index + 1) % SIZE] & 0x7fff_ffff;
            let odd = if bits & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[index] = self.state[(index + SHIFT) % SIZE] ^ bits >> 1 ^ odd;
        }
        self.at = 0;
    }

    /// 32 random bits.
    pub fn next(&mut self) -> u32 {
        if self.at >= SIZE {
            self.twist();
        }
        let mut bits = self.state[self.at];
        self.at += 1;
        bits ^= bits >> 11;
        bits ^= bits << 7 & 0x9d2c_5680;
        bits ^= bits << 15 & 0xefc6_0000;
        bits ^ bits >> 18
    }

    /// A float from 0 to less than 1, with 53 random bits.
    pub fn next_float(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    pub fn state(&self) -> Vec<u32> {
        self.state.iter().copied().chain([self.at as u32]).collect()
    }

    pub fn set_state(&mut self, state: &[u32]) {
        if let [state @ .., at] = state
            && state.len() == SIZE
        {
            self.state.copy_from_slice(state);
            self.at = (*at as usize).min(SIZE);
        }
    }
}
