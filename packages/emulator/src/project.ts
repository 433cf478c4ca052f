// The one project of an emulator.

/** A project, as `GET project` answers it. */
export interface Project {
  /** A GUID. */
  id: string;
  name: string;
  description: string;
  code: string;
  type: string;
  organization: { id: string; name: string; description: string; logoUrl: string; color: string };
  supportEmail: string;
  supportPhone: string;
  learnMoreLink: string;
  learnMoreTitle: string;
  platforms: string[];
}

/** The project under its ID. */
export function createProject(id: string): Project {
  return {
    id,
    name: 'Emulated Heart Study',
    description: 'A made-up study for developing an app that hosts MyDataHelps Embeddables.',
    code: 'EMULATE',
    type: 'Research Study',
    organization: {
      id: '7d1f6a52-3c0f-4a57-9d65-0c7f1f6f7a10',
      name: 'Example University Hospital',
      description: 'A made-up organization.',
      logoUrl: '',
      color: '#1d4f91',
    },
    supportEmail: 'support@example.org',
    supportPhone: '555-0100',
    learnMoreLink: 'https://example.org/heart-study',
    learnMoreTitle: 'About the study',
    platforms: ['Web', 'iOS', 'Android'],
  };
}
