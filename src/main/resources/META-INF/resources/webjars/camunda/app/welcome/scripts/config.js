export default {
  app: { vendor: 'eSeal Orchestrator', name: 'Welcome' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  links: [
    { label: 'Start page', href: '/', description: 'What waits for you, and your requests' },
    { label: 'API', href: '/api/docs', description: 'What machines can call' },
  ],
};
