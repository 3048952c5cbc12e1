// The page stands for itself; this tells that a machine is at work, and loads it anew when the paper in hand is another.

const busy = document.getElementById('busy');
const lost = document.getElementById('lost');

document.addEventListener('submit', event => {
  if (event.submitter?.name !== 'paper')
    busy.textContent = busy.dataset.text;
});

// Who comes back by the browser's own button finds the page as it was left.
window.addEventListener('pageshow', () => { busy.textContent = ''; });

document.querySelector('#result h2')?.focus();

const events = new EventSource(`/events?lang=${document.documentElement.lang}&after=${document.body.dataset.after}`);
for (const event of ['standing', 'anew'])
  events.addEventListener(event, () => location.replace(`/sheet?lang=${document.documentElement.lang}`));
events.addEventListener('open', () => { lost.textContent = ''; });
events.addEventListener('error', () => { lost.textContent = lost.dataset.text; });
