import { defineModule } from '../../kernel/module.ts'
import { listMentionable } from './comment/mentionable.ts'
import { addComment, deleteComment, editComment } from './comment/say.ts'
import { listTimeline } from './timeline/list-timeline.ts'

/** What people say about records, and what happened to each. */
export const commentsModule = defineModule({
  name: 'comments',
  operations: [addComment, editComment, deleteComment, listMentionable, listTimeline],
  permissions: ['comments.moderate'],
})
