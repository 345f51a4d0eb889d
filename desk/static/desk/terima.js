// Files for the receipt: chosen, photographed one after the other, or dragged. Each adds to what is there.
const area = document.getElementById("jatuh");
const input = document.getElementById("berkas");
const camera = document.getElementById("kamera");
const list = document.getElementById("terpilih");
const chosen = [];

const isSame = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

function add(files) {
  [...files].filter((file) => !chosen.some((other) => isSame(file, other))).forEach((file) => chosen.push(file));
  show();
}

function lineOf(file) {
  const line = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tautan";
  button.textContent = "Buang";
  button.setAttribute("aria-label", `Buang ${file.name}`);
  button.addEventListener("click", () => { chosen.splice(chosen.indexOf(file), 1); show(); input.focus(); });
  line.append(`${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB) `, button);
  return line;
}

function show() {
  const all = new DataTransfer();
  chosen.forEach((file) => all.items.add(file));
  input.files = all.files;
  list.replaceChildren(...chosen.map(lineOf));
}

document.getElementById("pakai-kamera").hidden = false;
input.addEventListener("change", () => add(input.files));
camera.addEventListener("change", () => { add(camera.files); camera.value = ""; });
["dragenter", "dragover"].forEach((name) => area.addEventListener(name, (event) => {
  event.preventDefault();
  area.classList.add("di-atas");
}));
["dragleave", "drop"].forEach((name) => area.addEventListener(name, () => area.classList.remove("di-atas")));
area.addEventListener("drop", (event) => {
  event.preventDefault();
  add(event.dataTransfer.files);
});
