import "waiting-room";
import "waiting-room/react";
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import type { WaitingRoomElement } from "waiting-room";

/** React 18 sets attributes only, and does not know custom events. So `guess` must be absent to be off, and a ref listens. */
function Post() {
  const figure = useRef<WaitingRoomElement>(null);
  const [seconds, setSeconds] = useState<number>();
  const [isGuessed, setGuessed] = useState(false);
  useEffect(() => {
    const element = figure.current;
    const note = ({ detail }: CustomEvent<{ report: { longestWaitSeconds: number } }>) => setSeconds(detail.report.longestWaitSeconds);
    element?.addEventListener("run-finish", note);
    return () => element?.removeEventListener("run-finish", note);
  }, []);
  return (
    <article>
      <waiting-room ref={figure} waits="6 8 7" speed={100} min-wait={2} guess={isGuessed || undefined}>
        Six users wait.
      </waiting-room>
      <button onClick={() => setGuessed(!isGuessed)}>Guess</button>
      <p id="result">{seconds === undefined ? "Not yet" : `The longest wait took ${seconds} s`}</p>
    </article>
  );
}

createRoot(document.body).render(<Post />);
