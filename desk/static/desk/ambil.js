// Takes text from the scan into the field last worked on: a click takes a word, a drawn frame takes what is in it.
import { input, panel } from "./simpan.js";
import { tell } from "./umum.js";

const canvas = document.getElementById("kanvas");
const NS = "http://www.w3.org/2000/svg";
const LEAST = 6;
const words = new Map();
let field = null;
let frame = null;

panel.addEventListener("focusin", (event) => { field = event.target.closest("form.isian") ?? field; });

const isOn = () => canvas.hasAttribute("data-ambil");
const shown = () => canvas.querySelector(".halaman-gambar:not([hidden])");

export function toggle() {
  const on = canvas.toggleAttribute("data-ambil");
  document.querySelector("[data-alat=ambil]")?.setAttribute("aria-pressed", String(on));
  if (!on) return;
  tell("Klik sebuah kata atau bingkai bagian pindaian: teksnya masuk ke isian yang terakhir dipilih.");
  load(shown());
}

// The words of a page: [text, x0, y0, x1, y1] in fractions of the upright page; asked for once.
async function load(page) {
  const address = page?.dataset.kata;
  if (!address) return [];
  if (!words.has(address)) words.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : { kata: [] })));
  return (await words.get(address)).kata;
}

function place(event, page) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(page.querySelector(".putaran").getScreenCTM().inverse());
  return { x: at.x, y: at.y };
}

function draw() {
  const [x, y] = [Math.min(frame.from.x, frame.to.x), Math.min(frame.from.y, frame.to.y)];
  const [w, h] = [Math.abs(frame.from.x - frame.to.x), Math.abs(frame.from.y - frame.to.y)];
  [["x", x], ["y", y], ["width", w], ["height", h]].forEach(([name, value]) => frame.mark.setAttribute(name, value));
  return { x, y, w, h };
}

canvas.addEventListener("pointerdown", (event) => {
  const page = event.target.closest(".halaman-gambar");
  if (!isOn() || !page || event.button) return;
  event.preventDefault();
  const mark = document.createElementNS(NS, "rect");
  mark.setAttribute("class", "bingkai");
  page.querySelector(".putaran").append(mark);
  const at = place(event, page);
  frame = { page, mark, from: at, to: at };
});
window.addEventListener("pointermove", (event) => {
  if (!frame) return;
  frame.to = place(event, frame.page);
  draw();
});
window.addEventListener("pointerup", async (event) => {
  if (!frame) return;
  const area = draw(), { page, mark } = frame;
  frame = null;
  mark.remove();
  const tall = Number(page.dataset.tinggi);
  const all = (await load(page)).map(([text, x0, y0, x1, y1]) => ({ text, x0: x0 * 1000, y0: y0 * tall, x1: x1 * 1000, y1: y1 * tall }));
  const isClick = area.w < LEAST && area.h < LEAST;
  const within = isClick
    ? all.filter((word) => area.x >= word.x0 && area.x <= word.x1 && area.y >= word.y0 && area.y <= word.y1).slice(0, 1)
    : all.filter((word) => inside((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2, area));
  fill(within, isClick && within[0] ? bounds(within) : isClick ? null : [area.x, area.y, area.x + area.w, area.y + area.h], page, event.shiftKey);
});

const inside = (x, y, area) => x >= area.x && x <= area.x + area.w && y >= area.y && y <= area.y + area.h;
const bounds = (found) => [
  Math.min(...found.map((word) => word.x0)), Math.min(...found.map((word) => word.y0)),
  Math.max(...found.map((word) => word.x1)), Math.max(...found.map((word) => word.y1)),
];

// Words in the order of reading: lines from top to bottom, each from the left.
function inOrder(found) {
  const lines = [];
  [...found].sort((one, other) => one.y0 - other.y0).forEach((word) => {
    const line = lines.find((each) => (word.y0 + word.y1) / 2 < each.bottom);
    if (line) line.words.push(word); else lines.push({ bottom: word.y1, words: [word] });
  });
  return lines.flatMap((line) => line.words.sort((one, other) => one.x0 - other.x0)).map((word) => word.text).join(" ");
}

function fill(found, box, page, adds) {
  const target = input(field);
  if (!field?.isConnected || !target || target.readOnly || target.disabled || target.matches("select")) { tell("Pilih dahulu isian di kanan, lalu klik atau bingkai tulisannya pada pindaian."); return; }
  if (box) {
    const tall = Number(page.dataset.tinggi);
    const places = [box[0] / 1000, box[1] / tall, box[2] / 1000, box[3] / tall].map((value) => Math.min(1, Math.max(0, value)).toFixed(5));
    field.elements.kotak.value = `${page.dataset.tempat}:${places.join(",")}`;
  }
  const text = inOrder(found);
  if (text) target.value = adds && target.value ? `${target.value} ${text}` : text;
  else tell("Di situ tidak ada tulisan yang terbaca mesin; ketik menurut gambarnya.");
  target.focus({ preventScroll: true });
  field.scrollIntoView({ block: "nearest" });
}
