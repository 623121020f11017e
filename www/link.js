// The address that shows a run again.

/** The attributes as query parameters of `page` and, if it is given, the time to show, in simulated seconds. */
export function linkTo(page, attributes, moment) {
  const address = new URL(page);
  for (const [name, value] of Object.entries(attributes)) address.searchParams.set(name, value.trim().replace(/\s+/g, " "));
  if (moment !== undefined) address.searchParams.set("moment", moment);
  address.hash = "run";
  return address.href;
}
