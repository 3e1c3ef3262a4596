// A new record's code is proposed while its name is typed, until somebody types a code.

const MAX = 64; // of pkg/text

/** The code that a name suggests: "Lezhë–Shëngjin" is "lezhe-shengjin". */
export function codeOf(name) {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, MAX).replace(/^-+|-+$/g, '');
}

function start() {
  for (const form of document.querySelectorAll('form[data-form]')) {
    const code = form.querySelector('input[name="code"]');
    const name = form.querySelector('input[name="name"], input[name="title"]');
    if (!code || !name || code.value !== '') continue;
    let proposed = '';
    name.addEventListener('input', () => {
      if (code.value !== proposed) return; // somebody's own
      proposed = codeOf(name.value);
      code.value = proposed;
    });
  }
}

document.addEventListener('korridor:page', start);
start();
