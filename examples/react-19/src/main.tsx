import "waiting-room";
import "waiting-room/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

/** React 19 sets the properties of the element, and listens to its events. */
function Post() {
  const [seconds, setSeconds] = useState<number>();
  const [isGuessed, setGuessed] = useState(false);
  return (
    <article>
      <waiting-room waits="6 8 7" speed={100} min-wait={2} guess={isGuessed || undefined} onrun-finish={({ detail }) => setSeconds(detail.report.longestWaitSeconds)}>
        Six users wait.
      </waiting-room>
      <button onClick={() => setGuessed(!isGuessed)}>Guess</button>
      <p id="result">{seconds === undefined ? "Not yet" : `The longest wait took ${seconds} s`}</p>
    </article>
  );
}

createRoot(document.body).render(<Post />);
