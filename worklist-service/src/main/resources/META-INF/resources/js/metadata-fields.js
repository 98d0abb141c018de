// What a sender can say about a study, per kind: the names that ingest takes (docs/ingest.md) with
// the form field that asks for each. Nothing here can hold an identifier, except by abuse.

const AGE = { name: 'age', label: 'Age (years)', type: 'number', min: 0, max: 120 };
const SEX = { name: 'sex', label: 'Sex', options: [['female', 'Female'], ['male', 'Male'], ['other', 'Other']] };

const yesNo = (name, label) => ({ name, label, options: [['true', 'Yes'], ['false', 'No']] });

const PLACES = [
  'scalp', 'face', 'ear', 'neck', 'chest', 'back', 'abdomen', 'trunk', 'upper extremity', 'hand', 'genital', 'lower extremity', 'foot', 'acral',
].map((place) => [place, place.charAt(0).toUpperCase() + place.slice(1)]);

const FIELDS = {
  'chest-xray': [
    AGE,
    SEX,
    { name: 'view', label: 'View', options: [['PA', 'PA'], ['AP', 'AP'], ['LATERAL', 'Lateral']] },
    { name: 'indication', label: 'Indication', maxlength: 200, hint: 'No names or other identifiers.' },
  ],
  skin: [
    AGE,
    SEX,
    { name: 'localization', label: 'Location on the body', options: PLACES },
    { name: 'diameter_1', label: 'Diameter (mm)', type: 'number', min: 0, max: 500, step: 'any' },
    yesNo('itch', 'Itches'),
    yesNo('grew', 'Has grown'),
    yesNo('hurt', 'Hurts'),
    yesNo('changed', 'Has changed'),
    yesNo('bleed', 'Bleeds'),
    yesNo('elevation', 'Is raised'),
    { name: 'fitzpatrick', label: 'Skin type (Fitzpatrick)', options: ['1', '2', '3', '4', '5', '6'].map((n) => [n, n]) },
    yesNo('skin_cancer_history', 'Skin cancer before'),
  ],
  tongue: [AGE, SEX],
};

/** The fields for a kind; none while the kind is not said. */
export const fieldsOf = (kind) => FIELDS[kind] ?? [];
