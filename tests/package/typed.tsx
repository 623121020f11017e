// The same in JSX.
import "waiting-room";
import "waiting-room/react";
import { useRef } from "react";
import type { WaitingRoomElement } from "waiting-room";

export function Post({ isGuessed }: { isGuessed: boolean }) {
  const figure = useRef<WaitingRoomElement>(null);
  return (
    <>
      <waiting-room ref={figure} waits="6 8 7" min-wait={2} strategies="all-at-once one-by-one" guess={isGuessed || undefined} className="wide">
        Six users wait.
      </waiting-room>
      <waiting-room autorun onrun-finish={({ detail }) => console.log(detail.report.users)} />
      {/* @ts-expect-error -- React 18 would turn it on */}
      <waiting-room guess={false} />
      {/* @ts-expect-error -- React 19 would turn it off */}
      <waiting-room guess="" />
      {/* @ts-expect-error -- React 18 would ignore it */}
      <waiting-room minWait={2} />
      {/* @ts-expect-error -- a number */}
      <waiting-room users={true} />
    </>
  );
}
