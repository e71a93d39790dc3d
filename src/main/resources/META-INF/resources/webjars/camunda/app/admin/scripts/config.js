export default {
  app: { vendor: 'eSeal Orchestrator', name: 'Admin' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
};
