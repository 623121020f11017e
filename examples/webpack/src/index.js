// The module is a file of its own here: webpack finds it and copies it.
import "waiting-room/external";

document.addEventListener("run-finish", ({ detail }) => {
  document.querySelector("#result").textContent = `The longest wait took ${detail.report.longestWaitSeconds} s`;
});
