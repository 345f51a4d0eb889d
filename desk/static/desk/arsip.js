// An archived letter: the viewer's keys, and the box of the field one works on.
import { arrows, light, nudge, screens, turnScreen, viewerKeys } from "./gambar.js";
import { isTyping, usesKeys } from "./umum.js";

const panel = document.getElementById("panel");
const first = () => panel.querySelector(".isian :is(input, select)");

panel.addEventListener("focusin", (event) => {
  const field = event.target.closest(".isian");
  if (field) light(field);
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key in screens) { event.preventDefault(); turnScreen(screens[event.key]); return; }
  if (event.key === "Escape" && isTyping(event.target)) { event.target.blur(); return; }
  if (!usesKeys() || isTyping(event.target) || event.repeat) return;
  const keys = { d: () => first()?.focus(), ...viewerKeys };
  const act = event.shiftKey && arrows[event.key] ? () => nudge(...arrows[event.key]) : keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
