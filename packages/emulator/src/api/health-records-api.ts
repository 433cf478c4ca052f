// The custom APIs of MyDataHelps' Health & Wellness, with made-up records: the vendor's containers for allergies,
// conditions, medications, laboratory results and reports ask for them by these names and in this form.
import { createRandom, type Random } from '../population/random.js';
import type { CustomApi, CustomApiCall } from './routes/custom-routes.js';

interface Term {
  TermFamily: string;
  TermNamespace: string;
  TermCode: string;
}

interface Coded {
  name: string;
  namespace: string;
  code: string;
}

const conditions: readonly Coded[] = [
  { name: 'Seasonal hay fever', namespace: 'SNOMED', code: '367498001' },
  { name: 'Migraine', namespace: 'SNOMED', code: '37796009' },
  { name: 'High blood pressure', namespace: 'SNOMED', code: '38341003' },
];
const medications: readonly (Coded & { order: string })[] = [
  { name: 'Lisinopril 10 MG Oral Tablet', namespace: 'RxNorm', code: '314076', order: 'One in the morning' },
  { name: 'Cetirizine 10 MG Oral Tablet', namespace: 'RxNorm', code: '1014678', order: 'When needed' },
  { name: 'Vitamin D3 1000 UNT Oral Tablet', namespace: 'RxNorm', code: '636675', order: 'One a day' },
];
const allergies: readonly (Coded & { reactions: string[] })[] = [
  { name: 'Birch pollen', namespace: 'SNOMED', code: '256259004', reactions: ['Sneezing', 'Itching eyes'] },
  { name: 'Penicillin', namespace: 'SNOMED', code: '373270004', reactions: ['Rash'] },
  { name: 'Peanut', namespace: 'SNOMED', code: '256349002', reactions: [] },
];
const laboratory: readonly (Coded & { mean: number; spread: number; units: string; range: string })[] = [
  {
    name: 'Hemoglobin A1c',
    namespace: 'LOINC',
    code: '4548-4',
    mean: 54,
    spread: 3,
    units: '%',
    range: '4.0 - 5.6',
  },
  {
    name: 'LDL cholesterol',
    namespace: 'LOINC',
    code: '13457-7',
    mean: 1080,
    spread: 160,
    units: 'mg/dL',
    range: '< 130',
  },
  {
    name: 'Creatinine',
    namespace: 'LOINC',
    code: '2160-0',
    mean: 9,
    spread: 2,
    units: 'mg/dL',
    range: '0.6 - 1.2',
  },
];
const procedures = ['Electrocardiogram', 'Spirometry'];
const immunizations = ['Influenza vaccine', 'Tetanus vaccine'];
const reports = ['Office visit note', 'Chest X-ray'];
/** The dates of the made-up records: they do not move, unlike device data. */
const recordDate = '2026-05-12T09:30:00+00:00';

/** The handlers, by the names under which the vendor's containers call them. */
export const healthRecordsApi: CustomApi = {
  'HealthAndWellnessApi.Allergies': (call) =>
    some(call, allergies).map((allergy) => ({
      Substance: allergy.name,
      Reactions: allergy.reactions,
      TermInformation: termOf(allergy, 'Reference'),
    })),
  'HealthAndWellnessApi.Conditions': (call) =>
    some(call, conditions).map((condition) => ({
      DisplayName: condition.name,
      TermInformation: termOf(condition, 'Problem'),
    })),
  'HealthAndWellnessApi.Medications': (call) =>
    some(call, medications).map((medication) => ({
      DisplayName: medication.name,
      OrderText: medication.order,
      TermInformation: termOf(medication, 'Reference'),
    })),
  'HealthAndWellnessApi.LabResults': (call) => ({
    RecentLabs: { TotalLabReports: 1, RecentLabReports: ['Blood panel'] },
    ImportantLabs: [resultsOf(call).map((result) => toImportantLab(result))],
  }),
  'HealthAndWellnessApi.LabResultsBloodType': (call) => ({
    BloodTypeLabs: [
      {
        Type: 'Blood type',
        MostRecentValue: randomOf(call, 'blood type').pick(['A Positive', 'B Positive', 'O Negative']),
        MostRecentDate: recordDate,
      },
    ],
  }),
  'HealthAndWellnessApi.PatientEventsPreview': (call) => {
    const names = namesOf(call, call.query['View'] ?? '');
    return { PreviewValues: names.slice(0, 3), Count: names.length };
  },
  'HealthAndWellnessApi.NewsFeed': (call) => ({ Events: newsOf(call, call.query['Feed'] ?? '') }),
  'HealthAndWellnessApi.TermInformation': ({ query }) => [
    {
      Title: nameOfTerm(query['TermCode']) ?? 'About this result',
      Link: 'https://example.org/terms',
      Summary: '<p>A made-up explanation, for developing with the emulator.</p>',
    },
  ],
  'HealthAndWellnessApi.DownloadReport': () => ({
    Type: 'Office visit note',
    Summary: 'Made up for development',
    Content: '<p>The participant feels well. No further steps.</p>',
    ContentType: 'text/html',
  }),
};

function randomOf({ participant }: CustomApiCall, topic: string): Random {
  return createRandom(`health-records:${participant.id}:${topic}`);
}

/** One or more of a list, always the same for a participant. */
function some<Item extends Coded>(call: CustomApiCall, list: readonly Item[]): Item[] {
  const random = randomOf(call, list[0]?.namespace ?? '');
  return random.shuffle(list).slice(0, random.int(1, list.length));
}

function termOf({ namespace, code }: Coded, family: string): Term {
  return { TermFamily: family, TermNamespace: namespace, TermCode: code };
}

function nameOfTerm(code: string | undefined): string | undefined {
  return [...conditions, ...medications, ...allergies, ...laboratory].find((known) => known.code === code)
    ?.name;
}

interface LabResult extends Coded {
  value: string;
  units: string;
  range: string;
}

function resultsOf(call: CustomApiCall): LabResult[] {
  return laboratory.map((lab) => ({
    ...lab,
    value: (randomOf(call, lab.code).around(lab.mean, lab.spread) / 10).toFixed(1),
  }));
}

function toImportantLab(result: LabResult): Record<string, unknown> {
  return {
    Type: result.name,
    MostRecentValue: `${result.value} ${result.units}`,
    MostRecentDate: recordDate,
    AcuityHighlight: 'Normal',
    SparklinePoints: [],
    NormalRangeTopY: null,
    NormalRangeBottomY: null,
    TermInformation: termOf(result, 'Reference'),
  };
}

function namesOf(call: CustomApiCall, view: string): string[] {
  const lists: Record<string, () => string[]> = {
    Allergies: () => some(call, allergies).map(({ name }) => name),
    Conditions: () => some(call, conditions).map(({ name }) => name),
    Medications: () => some(call, medications).map(({ name }) => name),
    Immunizations: () => immunizations,
    Procedures: () => procedures,
    Reports: () => reports,
  };
  return lists[view]?.() ?? [];
}

function newsOf(call: CustomApiCall, feed: string): Record<string, unknown>[] {
  const events: Record<string, () => [type: string, event: unknown][]> = {
    Immunizations: () =>
      immunizations.map((MedicationName, index) => [
        'Immunization',
        { ID: `immunization-${index}`, Date: recordDate, MedicationName },
      ]),
    Procedures: () => [
      [
        'ProcedureGroup',
        procedures.map((Procedure, index) => ({ ID: `procedure-${index}`, Date: recordDate, Procedure })),
      ],
    ],
    Reports: () =>
      reports.map((Type, index) => ['Report', { ID: `report-${index}`, Type, Format: 'text/html' }]),
    LabReports: () => [['LabReport', labReportOf(call)]],
  };
  return (events[feed]?.() ?? []).map(([Type, Event], index) => ({
    Type,
    ID: `${feed}-${index}`,
    Date: recordDate,
    Event,
    Patient: patientOf(call),
  }));
}

function labReportOf(call: CustomApiCall): Record<string, unknown> {
  return {
    ID: 'lab-report-0',
    ObservationDate: recordDate,
    Service: 'Blood panel',
    ReportStatus: 'Final',
    LabObservations: resultsOf(call).map(({ name, value, units, range, code }) => ({
      ID: `lab-${code}`,
      Type: name,
      Value: value,
      Units: units,
      NormalRange: range,
      ObservationDate: recordDate,
    })),
  };
}

function patientOf({ participant }: CustomApiCall): Record<string, string> {
  const { firstName = '', lastName = '' } = participant.demographics;
  return {
    PatientID: participant.id,
    PersonID: participant.id,
    PatientName: `${firstName} ${lastName}`.trim(),
    RecordAuthority: 'Example University Hospital',
  };
}
