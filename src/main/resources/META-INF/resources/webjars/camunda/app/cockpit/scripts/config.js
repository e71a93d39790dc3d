// A slow line or machine makes a page late, not broken.
window.require?.config?.({ waitSeconds: 0 });

export default {
  app: { vendor: 'eSeal Orchestrator', name: 'Cockpit' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  customScripts: ['scripts/retries.js'],
};
