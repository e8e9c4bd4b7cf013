/** What is read of the repository itself. */
export const repositoryFields = `
id
url
name
owner {
  login
}
isPrivate
hasIssuesEnabled
viewerPermission
defaultBranchRef {
  name
  target {
    oid
  }
}`;

/** Who may do what in it; to be listed by those who may write only. */
export const people = `
people: collaborators(first: 100) {
  pageInfo {
    hasNextPage
  }
  edges {
    permission
    node {
      login
    }
  }
}`;

const blob = (fields: string) => `
... on Blob {
  ${fields}
}`;

/**
 * The procedure file of the default branch, and of another base branch.
 *
 * @param baseBranch whether there is another one; `variables` are then the names of those that say which.
 */
export const procedureOf = (baseBranch: boolean, fields: string, variables = '') => `
procedure: object(expression: "HEAD:.github/change-procedure.yml") {
  ${blob(fields)}
}
${baseBranch ? `baseBranch: ref(qualifiedName: $baseRef${variables}) {\ntarget {\noid\n}\n}\nprocedureOnBase: object(expression: $procedureOnBase${variables}) {\n${blob(fields)}\n}` : ''}`;
