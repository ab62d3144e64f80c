/** The address of a file on its workshop's host. */
export const fileUrl = (fileId: string): string => `/files/${fileId}`
