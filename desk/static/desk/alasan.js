// Reasons that are often given: picked by their digit, or clicked; Ctrl+Enter sends the form.
import { isTyping, usesKeys } from "./umum.js";

const list = document.getElementById("alasan-pilihan");
const place = list && document.getElementById(list.dataset.isi);
const ITEM = /^(\d+)\. /;

// Where a letter lists what is missing, the reason is the next item of its list; else it begins one after the opening.
function listed(letter, reason) {
  const lines = letter.split("\n");
  const last = lines.findLastIndex((line) => ITEM.test(line));
  if (last >= 0) lines.splice(last + 1, 0, `${Number(ITEM.exec(lines[last])[1]) + 1}. ${reason}`);
  else lines.splice(1, 0, "", `1. ${reason}`);
  return lines.join("\n");
}

function pick(number) {
  const button = list.querySelector(`[data-alasan="${number}"]`);
  if (!button || place.disabled) return false;
  const reason = button.querySelector("span").textContent;
  if (!place.value.includes(reason)) {
    const text = place.value.trim();
    place.value = place.id === "surat" ? listed(place.value, reason) : text ? `${text}\n${reason}` : reason;
  }
  button.setAttribute("aria-pressed", "true");
  return true;
}

if (list) {
  list.hidden = false;
  list.querySelector("[autofocus]")?.focus();
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-alasan]");
    if (button) pick(button.dataset.alasan);
  });
}

// A digit picks where nothing is being typed: outside a box, or in one that is still empty.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) { event.target.closest?.("form")?.requestSubmit(); return; }
  if (!list || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
  if (isTyping(event.target) ? event.target.value : !usesKeys()) return;
  if (pick(event.key)) event.preventDefault();
});
