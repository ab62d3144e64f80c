import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import type { paths } from '../../api/schema.gen.ts'

type Post = paths['/api/v1/orders/quote']['post']
export type QuoteInput = NonNullable<Post['requestBody']>['content']['application/json']
export type Quote = Post['responses'][200]['content']['application/json']

/** What an order comes to, asked anew whenever something of it changes. */
export const useQuote = (input: QuoteInput, enabled: boolean) =>
  useQuery<Quote, ApiProblem>({
    queryKey: ['orders/quote', input],
    queryFn: ({ signal }) => answerOf(api.POST('/api/v1/orders/quote', { body: input, signal })),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
