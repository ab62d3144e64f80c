import { useState } from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { given, orNull, orUndefined } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { isPhysical, LOCATION_KINDS, type Location } from './stock-texts.ts'

type Fields = Pick<Location, 'code' | 'kind' | 'name' | 'nameTh' | 'parentId' | 'allowNegative'>

const valuesOf = (place: Fields | undefined) => ({
  code: place?.code ?? '',
  kind: (place?.kind ?? 'bin') as string,
  name: place?.name ?? '',
  nameTh: place?.nameTh ?? '',
  parentId: place?.parentId ?? '',
  allowNegative: place?.allowNegative ?? false,
})
type Values = ReturnType<typeof valuesOf>

/** A place that is made, or what may be changed of one: its code and kind stay. */
export function PlaceDialog(props: { place?: Location; parents: readonly Location[]; onClose(): void }) {
  const { t, locale } = useLanguage()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [place] = useState(props.place)
  const holdsStock = !place || isPhysical(place)
  const create = useCommand((values: Values, key) =>
    api.POST('/api/v1/locations', {
      params: { header: idempotent(key) },
      body: {
        code: values.code.trim(),
        name: values.name.trim(),
        kind: values.kind as Location['kind'],
        ...given({ nameTh: orUndefined(values.nameTh), parentId: orUndefined(values.parentId) }),
      },
    }),
  )
  const update = useCommand(({ id, version, values }: { id: string; version: number; values: Values }) =>
    api.PATCH('/api/v1/locations/{id}', {
      params: { path: { id } },
      body: {
        version,
        name: values.name.trim(),
        nameTh: orNull(values.nameTh),
        ...(holdsStock ? { parentId: orNull(values.parentId), allowNegative: values.allowNegative } : {}),
      },
    }),
  )
  return (
    <CommandDialog
      title={place ? t('location.edit', { code: place.code }) : t('location.new')}
      submit={place ? t('action.save') : t('location.create')}
      operation={place ? 'inventory.location.update' : 'inventory.location.create'}
      draft={`location:${place?.id ?? 'new'}`}
      initial={valuesOf(place)}
      {...(place
        ? {
            editing: {
              version: place.version,
              read: async () => {
                const now = await answerOf(
                  api.GET('/api/v1/locations/{id}', { params: { path: { id: place.id } } }),
                )
                return { values: valuesOf(now), version: now.version }
              },
            },
          }
        : {})}
      fields={[
        {
          kind: 'code',
          name: 'code',
          label: t('location.code'),
          required: true,
          half: true,
          when: () => !place,
        },
        {
          kind: 'select',
          name: 'kind',
          label: t('location.kind'),
          half: true,
          when: () => !place,
          options: (['warehouse', 'zone', 'bin'] as const).map((kind) => ({
            value: kind,
            label: t(LOCATION_KINDS[kind]),
          })),
        },
        { kind: 'text', name: 'name', label: t('product.name'), required: true },
        { kind: 'text', name: 'nameTh', label: t('product.nameTh') },
        {
          kind: 'select',
          name: 'parentId',
          label: t('location.parent'),
          none: t('location.noParent'),
          when: () => holdsStock,
          options: props.parents
            .filter(({ id }) => id !== place?.id)
            .map((parent) => ({ value: parent.id, label: `${parent.code} · ${nameIn(locale, parent)}` })),
        },
        {
          kind: 'switch',
          name: 'allowNegative',
          label: t('location.allowNegative'),
          hint: t('location.allowNegative.hint'),
          when: () => place !== undefined && holdsStock,
        },
      ]}
      onSubmit={async (values, version) => {
        if (place) await update.mutateAsync({ id: place.id, version, values })
        else await create.mutateAsync(values)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
