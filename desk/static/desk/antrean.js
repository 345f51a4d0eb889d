// Keys of the queue: J/K move, Enter opens, N takes the most urgent, / searches.
import { isTyping, usesKeys } from "./umum.js";

const rows = () => [...document.querySelectorAll("#daftar tbody tr")];

function move(step) {
  const all = rows();
  const links = all.map((row) => row.querySelector("a"));
  const at = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  if (!usesKeys() || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const actions = {
    j: () => move(1),
    k: () => move(-1),
    n: () => document.getElementById("mulai")?.click(),
    "/": () => document.getElementById("cari").focus(),
  };
  const action = actions[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
});
