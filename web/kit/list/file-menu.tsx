import { Button, Menu } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { stringifySearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { useNaming } from './labels.ts'
import { columnsOf, type DescribedProps, type ListSearch, queryOf } from './list-props.ts'

/** Out of the list as a file, exactly as it is shown; and into it. */
export function FileMenu<Row extends object, Search extends ListSearch>(props: DescribedProps<Row, Search>) {
  const t = useTexts()
  const naming = useNaming()
  const { resource } = props
  const names = new Set(resource.fields.map(({ name }) => name))
  const columns = columnsOf(props).filter((name) => names.has(name))
  const titles = columns.map((name) =>
    (props.columns?.[name]?.header ?? naming.field(resource.name, name)).replaceAll('|', ' '),
  )
  const address = (format: 'csv' | 'xlsx') =>
    `/api/v1${props.path}/export${stringifySearch({ ...queryOf(props), format, columns: columns.join(','), titles: titles.join('|') })}`
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}>
            {t('export.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('export.asShown')}</Menu.Label>
          <Menu.Item component="a" href={address('xlsx')} download>
            {t('export.xlsx')}
          </Menu.Item>
          <Menu.Item component="a" href={address('csv')} download>
            {t('export.csv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {resource.may.import ? (
        <Button
          variant="default"
          leftSection={<IconUpload size={16} stroke={1.75} aria-hidden />}
          renderRoot={(root) => <Link to="/import/$list" params={{ list: resource.name }} {...root} />}
        >
          {t('import.title')}
        </Button>
      ) : null}
    </>
  )
}
