// Keys of the queue: J/K move, Enter opens, S marks, N takes the most urgent, / searches.
import { isTyping, usesKeys } from "./umum.js";

const rows = () => [...document.querySelectorAll("#daftar tbody tr")];

function move(step) {
  const all = rows();
  const links = all.map((row) => row.querySelector("a.nomor"));
  const at = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  if (next) next.focus();
}

const boxes = () => [...document.querySelectorAll("#daftar input[name=perkara]")];

function count() {
  const number = boxes().filter((box) => box.checked).length;
  const place = document.getElementById("terpilih-jumlah");
  if (place) place.textContent = number ? `${number} berkas bertanda` : "Berkas bertanda";
}

function mark() {
  const box = document.activeElement?.closest("tr")?.querySelector("input[name=perkara]");
  if (box) { box.checked = !box.checked; count(); }
}

document.getElementById("buka-saring")?.addEventListener("click", (event) => {
  const isOpen = event.target.form.toggleAttribute("data-buka");
  event.target.setAttribute("aria-expanded", String(isOpen));
});

document.addEventListener("change", (event) => {
  if (event.target.id === "semua-baris") boxes().forEach((box) => { box.checked = event.target.checked; });
  if (event.target.closest("#daftar")) count();
});

document.addEventListener("keydown", (event) => {
  if (!usesKeys() || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const actions = {
    j: () => move(1),
    k: () => move(-1),
    s: mark,
    n: () => document.getElementById("mulai")?.click(),
    "/": () => document.getElementById("cari").focus(),
  };
  const action = actions[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
});
