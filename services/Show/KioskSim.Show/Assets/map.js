// Pictures come faster than anybody can follow: they are shown one after the other, at a pace, and none waits for another to be drawn.

import { follow } from './show.js';

const language = document.documentElement.lang;
const map = document.getElementById('map');
const entries = document.getElementById('entries');
const party = document.getElementById('party');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const pictures = [];
const pace = 700; // ms a message; the more are waiting, the less
let showing = false;

follow('map', html => {
  pictures.push(html);
  if (!showing)
    show();
});

follow('entries', html => { entries.innerHTML = html; });

follow('entry', html => {
  const entry = document.createElement('template');
  entry.innerHTML = html.trim();
  const item = entry.content.firstElementChild;
  const before = document.getElementById(item.id);
  if (before)
    before.replaceWith(item);
  else
    append(item);
});

follow('glass', () => { if (party.dataset.of) look(party.dataset.of); });

// At the end, unless somebody reads further up.
function append(item) {
  const atEnd = entries.scrollHeight - entries.scrollTop - entries.clientHeight < 40;
  entries.append(item);
  if (atEnd)
    entries.scrollTop = entries.scrollHeight;
}

function show() {
  if (still.matches)
    pictures.splice(0, pictures.length - 1);
  const html = pictures.shift();
  showing = html !== undefined;
  if (!showing)
    return;
  const focused = document.activeElement?.closest('[data-party]')?.dataset.party;
  map.innerHTML = html;
  if (focused)
    map.querySelector(`[data-party="${focused}"]`)?.focus({ preventScroll: true });
  const message = map.querySelector('.message');
  if (!message || still.matches) {
    show();
    return;
  }
  const duration = Math.max(120, pace / (1 + pictures.length / 4));
  message.animate([{ transform: `translate(${message.dataset.x}px, ${message.dataset.y}px)` }, { transform: 'none' }], { duration, easing: 'ease-in-out' });
  setTimeout(show, duration);
}

async function look(name, move) {
  const answer = await fetch(`/map/${name}?lang=${language}`).catch(() => undefined);
  if (!answer?.ok)
    return;
  party.dataset.of = name;
  party.innerHTML = await answer.text();
  if (move)
    party.querySelector('h3').focus();
}

map.addEventListener('click', event => {
  const box = event.target.closest('[data-party]');
  if (box)
    look(box.dataset.party, true);
});

map.addEventListener('keydown', event => {
  const box = event.target.closest('[data-party]');
  if (box && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    look(box.dataset.party, true);
  }
});

party.addEventListener('click', event => {
  if (!event.target.matches('[data-close]'))
    return;
  const name = party.dataset.of;
  delete party.dataset.of;
  party.innerHTML = '';
  map.querySelector(`[data-party="${name}"]`)?.focus();
});
