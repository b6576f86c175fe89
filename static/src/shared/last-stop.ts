/** Of the flags beside lines make the newest one a stop for the keyboard; arrows lead to the others, which are none. */
export function lastIsStop(root: ParentNode): void {
  const flags = root.querySelectorAll<HTMLElement>(".flag");
  const last = flags[flags.length - 1];
  for (const one of root.querySelectorAll<HTMLElement>('.flag[tabindex="0"]')) if (one !== last) one.tabIndex = -1;
  if (last && last.tabIndex !== 0) last.tabIndex = 0;
}
