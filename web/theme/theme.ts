import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** The workshop's green, from a tint to nearly black. Light pages use 8, dark ones 3. */
const green: MantineColorsTuple = [
  '#eef5f2',
  '#dcebe6',
  '#b3d8cd',
  '#7fc6b5',
  '#5aa997',
  '#3c8e7c',
  '#2c7566',
  '#23685a',
  '#1d5a50',
  '#14443c',
]
/** Paper and ink, warm. */
const gray: MantineColorsTuple = [
  '#fbf9f6',
  '#f4f1ec',
  '#ece8e1',
  '#ddd6cb',
  '#c9c0b2',
  '#a2978a',
  '#8b8073',
  '#655b50',
  '#463e36',
  '#25201b',
]
/** Text first, then lines, then surfaces, as Mantine counts its dark colours. */
const dark: MantineColorsTuple = [
  '#f0eae1',
  '#d8d0c4',
  '#b8ae9f',
  '#8d8273',
  '#4d463c',
  '#35302a',
  '#201d19',
  '#171512',
  '#12100e',
  '#0c0b09',
]
const red: MantineColorsTuple = [
  '#fbeeea',
  '#f9e5e0',
  '#f0c7bf',
  '#f3a498',
  '#dd7a6c',
  '#c75344',
  '#b43b2d',
  '#a83025',
  '#98281f',
  '#731c15',
]

const SANS =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Thai", "Sukhumvit Set", "Leelawadee UI", Thonburi, system-ui, sans-serif'
const MONO = 'ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Roboto Mono", monospace'

const overlayProps = { color: '#1c150c', backgroundOpacity: 0.4 }

export const theme = createTheme({
  colors: { green, gray, dark, red },
  primaryColor: 'green',
  primaryShade: { light: 8, dark: 3 },
  // A filled button is light in the dark: its text has to change with the scheme, not with the theme.
  variantColorResolver: (input) => ({
    ...defaultVariantColorsResolver(input),
    ...(input.variant === 'filled' ? { color: 'var(--on-filled)' } : {}),
  }),
  white: '#fffefb',
  black: '#25201b',
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  defaultRadius: 6,
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  // Named, not imported: the first load has only those that it draws.
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2 } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    // Its placeholder for the first focus is an element that a menu may not have.
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, radius: 10, padding: 'lg', overlayProps } },
    Drawer: { defaultProps: { position: 'right', padding: 'lg', overlayProps } },
    Tooltip: {
      defaultProps: {
        multiline: true,
        maw: 320,
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Loader: { defaultProps: { type: 'dots', size: 'sm' } },
  },
})

/** Mantine's own variables in the colours of theme/desk.css. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': '#756a5e',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-border': '#cfc6b8',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-disabled': '#ece8e1',
    '--mantine-color-disabled-color': '#756a5e',
    '--mantine-color-disabled-border': '#ddd6cb',
  },
  dark: {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': '#a0968a',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-border': '#4d463c',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-disabled': '#2b2722',
    '--mantine-color-disabled-color': '#a0968a',
    '--mantine-color-disabled-border': '#37312a',
  },
})
