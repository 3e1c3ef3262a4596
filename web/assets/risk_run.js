// Follows a simulation that runs on the server: its progress is asked for until
// it ended, then the page is loaded once more and shows what it came to.

const run = document.querySelector('[data-risk-run]');
const pause = 400; // milliseconds between two questions

async function follow() {
  try {
    const response = await fetch(`${run.dataset.riskRun}?part=1`, { headers: { Accept: 'text/html' } });
    if (!response.ok) throw new Error(String(response.status));
    const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
    const ended = answer.querySelector('[data-risk-ended]');
    run.querySelector('[data-risk-progress]').replaceChildren(...answer.body.childNodes);
    if (ended) {
      location.replace(run.dataset.riskRun);
      return;
    }
  } catch {
    // the next question may be answered
  }
  setTimeout(follow, pause);
}

if (run) setTimeout(follow, pause);
