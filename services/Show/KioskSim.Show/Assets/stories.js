// A story is told on the server, to everybody at once; this page shows how far it is and is one of its remote controls.

import { whenLetGo } from './press.js';

const language = document.documentElement.lang;
const part = id => document.getElementById(id);
const keys = { ArrowRight: 'forward', PageDown: 'forward', ArrowLeft: 'back', PageUp: 'back' };

const events = new EventSource(`/events?lang=${language}&story=${location.pathname.split('/').pop()}&after=${document.body.dataset.after}`);
events.addEventListener('glass', event => { part('glass').innerHTML = event.data; });
events.addEventListener('story', event => whenLetGo(part('story'), () => put(event.data)));
events.addEventListener('anew', () => location.reload());
events.addEventListener('open', () => { part('lost').textContent = ''; });
events.addEventListener('error', () => { part('lost').textContent = part('lost').dataset.text; });

function put(html) {
  const story = part('story');
  const focused = story.contains(document.activeElement) ? document.activeElement.closest('[data-tell], [data-open]') : null;
  const open = [...story.querySelectorAll('details[open]')].map(details => details.dataset.open);
  const { tell, open: opened } = focused?.dataset ?? {};
  story.innerHTML = html;
  for (const details of story.querySelectorAll('details'))
    details.open = open.includes(details.dataset.open);
  const again = tell ? story.querySelector(`[data-tell="${tell}"]`) ?? story.querySelector('[data-tell]')
    : opened ? story.querySelector(`[data-open="${opened}"] summary`) : null;
  again?.focus({ preventScroll: true });
  part('said').textContent = [...story.querySelectorAll('[data-said]')].map(said => said.textContent).join(' ');
}

async function tell(what, story) {
  part('told').textContent = '';
  try {
    const answer = await fetch(`/tell/${what}?lang=${language}`, { method: 'POST', body: new URLSearchParams(story ? { story } : {}) });
    if (!answer.ok)
      part('told').textContent = await answer.text();
  } catch {
    part('lost').textContent = part('lost').dataset.text;
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-tell]');
  if (button)
    tell(button.dataset.tell, button.dataset.story);
});

document.addEventListener('keydown', event => {
  const what = keys[event.key];
  if (!what || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !document.querySelector('.stop') || !document.querySelector('[data-tell="back"]'))
    return;
  event.preventDefault();
  tell(what);
});
