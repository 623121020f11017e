// What a TypeScript project does with the element. It must compile, and each line marked as an error must not.
import "waiting-room";
import { setModule } from "waiting-room/external";
import type { Report, Strategy } from "waiting-room";

const figure = document.createElement("waiting-room");
const found = document.querySelector("waiting-room");
if (found) found.autorun = true;

figure.users = 20;
figure.waits = [6, 8, 7.5];
figure.strategies = ["all-at-once", "one-by-one"];
figure.panels = ["timeline", "source"];
figure.seed = null;
figure.moment = 7.5;

figure.addEventListener("run-start", ({ detail: { seed, users, strategies } }) => {
  const first: Strategy | undefined = strategies[0];
  console.log(seed.toFixed(), users.toFixed(), first);
});
figure.addEventListener("code-arrive", ({ detail }) => {
  if ("code" in detail) console.log(detail.code.length, detail.latenessMs.toFixed());
  else console.log(detail.arrived / detail.users);
});
figure.addEventListener("run-finish", function ({ detail: { report } }) {
  const [{ name, measuredSeconds }] = report.strategies as [Report["strategies"][0]];
  console.log(this.users, name, measuredSeconds.toFixed(3), report.waits?.length);
});
figure.addEventListener("run-error", ({ detail: { message } }) => console.error(message.toUpperCase()));
figure.addEventListener("click", ({ clientX }) => clientX > 0 && figure.stop());

const report: Report = await figure.run();
console.log(report.totalWaitSeconds, figure.report?.speed);
setModule(new URL("https://example.org/waiting_room.wasm"));

// @ts-expect-error -- a number
figure.users = "20";
// @ts-expect-error -- a boolean
figure.guess = "false";
// @ts-expect-error -- no such strategy
figure.strategies = ["all-at-onec"];
// @ts-expect-error -- it tells, and is not told
figure.report = report;
// @ts-expect-error -- no such attribute
figure.minwait = 5;
// @ts-expect-error -- no such detail
figure.addEventListener("run-finish", ({ detail }) => detail.seconds);
