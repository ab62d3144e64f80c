import { ActionIcon, Button, FileButton, Group } from '@mantine/core'
import { IconArrowLeft, IconPhotoPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { base64Of } from '../../kit/base64.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import styles from './product-pictures.module.css'
import type { Product } from './product-texts.ts'

type Picture = DataOf<'/api/v1/products/{id}/images'>['items'][number]

/** The pictures of a product, in the order of the shop. */
export function ProductPictures({ product }: { product: Product }) {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const pictures = useQuery(read('/api/v1/products/{id}/images', { path: { id: product.id } }))
  const [isSending, setSending] = useState(false)
  const set = useCommand((images: Picture[]) =>
    api.PUT('/api/v1/products/{id}/images', {
      params: { path: { id: product.id } },
      body: {
        images: images.map(({ fileId, alt, altTh }) => ({
          fileId,
          ...(alt === null ? {} : { alt }),
          ...(altTh === null ? {} : { altTh }),
        })),
      },
    }),
  )
  const add = useCommand(async (file: File) => {
    const content = await base64Of(file)
    const stored = await answerOf(
      api.POST('/api/v1/files', {
        body: { name: file.name, content, visibility: 'public', entity: 'product', entityId: product.id },
      }),
    )
    const picture = { fileId: stored.id, url: stored.url, alt: product.name, altTh: product.nameTh }
    return { data: await set.mutateAsync([...items, picture]), response: new Response() }
  })
  const items = pictures.data?.items ?? []
  const mayChange = can('catalog.product.set_images') && product.deletedAt === null
  const upload = (file: File | null) => {
    if (!file) return
    setSending(true)
    add.mutate(file, { onSuccess: () => notify(t('done.saved')), onSettled: () => setSending(false) })
  }
  return (
    <Section
      title={t('pictures.title')}
      actions={
        mayChange && can('documents.upload') ? (
          <FileButton accept="image/png,image/jpeg,image/webp,image/svg+xml" onChange={upload}>
            {(button) => (
              <Button
                {...button}
                variant="default"
                size="compact-sm"
                loading={isSending}
                leftSection={<IconPhotoPlus size={14} aria-hidden />}
              >
                {t('pictures.add')}
              </Button>
            )}
          </FileButton>
        ) : null
      }
    >
      <ErrorPanel error={pictures.error ?? add.error ?? set.error} />
      {items.length === 0 && pictures.isSuccess ? (
        <EmptyState title={t('pictures.empty')} text={t('pictures.empty.text')} />
      ) : null}
      <ul className={styles.pictures}>
        {items.map((picture, index) => (
          <li key={picture.fileId}>
            <img
              src={picture.url}
              alt={(locale === 'th' && picture.altTh) || (picture.alt ?? '')}
              loading="lazy"
              decoding="async"
            />
            {mayChange ? (
              <Group gap={2} className={styles.tools}>
                {index === 0 ? null : (
                  <ActionIcon
                    variant="default"
                    aria-label={t('pictures.earlier', { number: index + 1 })}
                    onClick={() => {
                      const next = [...items]
                      next.splice(index - 1, 2, items[index]!, items[index - 1]!)
                      set.mutate(next)
                    }}
                  >
                    <IconArrowLeft size={14} />
                  </ActionIcon>
                )}
                <ActionIcon
                  variant="default"
                  aria-label={t('pictures.remove', { number: index + 1 })}
                  onClick={() => set.mutate(items.filter((other) => other !== picture))}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </Group>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
