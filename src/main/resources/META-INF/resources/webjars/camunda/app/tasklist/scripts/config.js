// A slow line or machine makes a page late, not broken.
window.require?.config?.({ waitSeconds: 0 });

export default {
  app: { vendor: 'eSeal Orchestrator', name: 'Tasklist' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  dateFormat: { normal: 'YYYY-MM-DD HH:mm', long: 'dddd YYYY-MM-DD HH:mm' },
  disableWelcomeMessage: true,
  customScripts: ['scripts/deep-link.js', 'scripts/labels.js', 'scripts/filter-counts.js', 'scripts/menu.js',
    'scripts/next.js', 'scripts/timeline.js'],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' },
  },
};
