// Parts of the page come by events and are put where they belong; what is touched goes back as the form that it stands in.

import { whenLetGo } from './press.js';

const language = document.documentElement.lang;
const told = document.getElementById('told');
const lost = document.getElementById('lost');
let speaks = false;

const events = new EventSource(`/events?lang=${language}&after=${document.body.dataset.after}`);

/** Told of every event of a part, in their order. */
export function follow(part, show) {
  events.addEventListener(part, event => show(event.data));
}

function change(part, html) {
  const focused = part.contains(document.activeElement) ? document.activeElement.closest('form')?.dataset.touch : undefined;
  const begun = part.id === 'glass' ? filledIn(part) : [];
  part.innerHTML = html;
  prepare(part, begun);
  if (part.id === 'glass') {
    told.textContent = '';
    (focused === 'press' ? part.querySelector('.pad button') : document.getElementById('glass-title'))?.focus({ preventScroll: true });
    speak(part.querySelector('[data-spoken]')?.dataset.spoken);
  } else if (focused) {
    part.querySelector(`form[data-touch="${focused}"] button, button`)?.focus({ preventScroll: true });
  }
}

async function send(form) {
  told.textContent = '';
  try {
    const answer = await fetch(`/touch/${form.dataset.touch}?lang=${language}`, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok)
      told.textContent = await answer.text();
  } catch {
    lost.textContent = lost.dataset.text;
  }
}

function speak(words) {
  if (!speaks || !words || !window.speechSynthesis)
    return;
  const spoken = new SpeechSynthesisUtterance(words);
  spoken.lang = 'ja';
  speechSynthesis.cancel();
  speechSynthesis.speak(spoken);
}

// The choice of a certificate: a page each, all of it one touch of the kiosk.
function step(form, to) {
  const pages = [...form.querySelectorAll('fieldset')];
  pages.forEach((page, i) => { page.hidden = i !== to; });
  form.dataset.at = to;
  form.querySelector('[data-back]').hidden = to === 0;
  form.querySelector('[data-next]').hidden = to === pages.length - 1;
  form.querySelector('[data-last]').hidden = to !== pages.length - 1;
  return pages[to];
}

function narrow(form) {
  const city = form.querySelector('input[name=city]:checked')?.value;
  for (const offer of form.querySelectorAll('[data-city]')) {
    const other = offer.dataset.city !== city;
    offer.hidden = other;
    if (other)
      offer.querySelector('input').checked = false;
  }
  const offer = form.querySelector('input[name=kind]:checked')?.closest('[data-city]');
  for (const item of form.querySelectorAll('[data-item]')) {
    const box = item.querySelector('input');
    item.hidden = !offer || !(offer.dataset.items & item.dataset.item);
    box.checked = box.checked && !item.hidden;
  }
  if (offer)
    form.querySelector('input[name=copies]').max = offer.dataset.most;
}

// What somebody has filled in so far: the same screen may come again, with news of the time that is left or of what is offered.
function filledIn(part) {
  return [...part.querySelectorAll('form.choices')].map(form => ({
    touch: form.dataset.touch,
    at: Number(form.dataset.at ?? 0),
    answers: [...form.elements].filter(e => e.name).map(e => ({ name: e.name, value: e.value, checked: e.checked, ticks: e.type === 'radio' || e.type === 'checkbox' })),
  }));
}

function fillIn(form, { answers }) {
  for (const { name, value, checked, ticks } of answers) {
    const field = [...form.elements].find(e => e.name === name && (!ticks || e.value === value));
    if (field && ticks)
      field.checked = checked && !field.disabled;
    else if (field)
      field.value = value;
  }
}

function prepare(part, begun = []) {
  for (const form of part.querySelectorAll('form.choices')) {
    const before = begun.find(b => b.touch === form.dataset.touch);
    if (before)
      fillIn(form, before);
    if ('steps' in form.dataset) {
      narrow(form);
      step(form, before?.at ?? 0);
    }
  }
}

document.addEventListener('submit', event => {
  event.preventDefault();
  send(event.target);
});

document.addEventListener('change', event => {
  const form = event.target.closest('form[data-steps]');
  if (form)
    narrow(form);
});

document.addEventListener('click', event => {
  const form = event.target.closest('form[data-steps]');
  if (event.target.matches('[data-speak]')) {
    speaks = !speaks;
    event.target.setAttribute('aria-pressed', speaks);
  } else if (form && event.target.matches('[data-next]')) {
    const at = Number(form.dataset.at);
    const unanswered = [...form.querySelectorAll('fieldset')][at].querySelector('input:invalid:not([hidden])');
    if (unanswered)
      unanswered.reportValidity();
    else
      step(form, at + 1).querySelector('label:not([hidden]) input:not(:disabled)')?.focus();
  } else if (form && event.target.matches('[data-back]')) {
    step(form, Number(form.dataset.at) - 1).querySelector('input:checked')?.focus();
  }
});

// Card and money can be dragged to their slots.
let dragged;
document.addEventListener('dragstart', event => { dragged = event.target.closest('[data-drag]'); });
document.addEventListener('dragover', event => {
  if (dragged && event.target.closest('[data-drop]')?.dataset.drop === dragged.dataset.drag)
    event.preventDefault();
});
document.addEventListener('drop', event => {
  event.preventDefault();
  send(dragged.closest('form'));
  dragged = undefined;
});

for (const part of ['glass', 'hand', 'slots', 'standing'].map(id => document.getElementById(id)))
  follow(part.id, html => whenLetGo(part, () => change(part, html)));
events.addEventListener('anew', () => location.reload());
events.addEventListener('open', () => { lost.textContent = ''; });
events.addEventListener('error', () => { lost.textContent = lost.dataset.text; });
prepare(document);
