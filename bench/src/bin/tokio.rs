//! tokio's current-thread runtime: a task and a `sleep` for each user. The waits come from a file of little-endian 32-bit
//! numbers, in milliseconds. Prints "ready", runs when it is told to, and prints in milliseconds since the start: when all
//! had started to wait, when the last code was due, and when it arrived.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file holds the waits?")?;
    let millis = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
    let waits: Vec<_> = std::fs::read(path)?.chunks_exact(4).map(millis).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    println!("ready");
    std::io::stdin().read_line(&mut String::new())?;
    println!("{:?}", runtime.block_on(all_at_once(waits)));
    std::io::stdin().read_line(&mut String::new())?;
    Ok(())
}

#[cfg(not(target_arch = "wasm32"))]
async fn all_at_once(waits: Vec<u64>) -> [f64; 3] {
    use std::time::Duration;
    use tokio::{task::JoinHandle, time::Instant};

    let start = Instant::now();
    let since_start = |at: Instant| (at - start).as_secs_f64() * 1000.0;
    let user = |millis| async move {
        let due = Instant::now() + Duration::from_millis(millis);
        tokio::time::sleep_until(due).await;
        due
    };
    let tasks: Vec<JoinHandle<Instant>> = waits.into_iter().map(|millis| tokio::spawn(user(millis))).collect();
    // Tasks are polled in the order in which they were spawned, so this one is when all have begun to wait.
    let started = tokio::spawn(async { Instant::now() }).await.unwrap_or(start);
    let mut last = start;
    for task in tasks {
        last = task.await.map_or(last, |due| last.max(due));
    }
    [started, last, Instant::now()].map(since_start)
}
