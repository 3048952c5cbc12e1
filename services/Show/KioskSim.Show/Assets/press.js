// A press is a touch only where the button is still the same when the finger lets go: until then its part of the page stays as it is.

let pressed; // the part under a finger that has not let go yet
const held = new Map(); // what is to happen to parts meanwhile: of each the latest

/** Changes a part of the page: now, or as soon as no finger is on it. */
export function whenLetGo(part, change) {
  if (part === pressed)
    held.set(part, change);
  else
    change();
}

function letGo() {
  pressed = undefined;
  for (const change of held.values())
    change();
  held.clear();
}

document.addEventListener('pointerdown', event => { if (event.button === 0) pressed = event.target.closest('section[id]'); });
for (const end of ['pointerup', 'pointercancel'])
  document.addEventListener(end, () => setTimeout(letGo)); // the click comes first
window.addEventListener('blur', letGo);
