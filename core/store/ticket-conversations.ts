/**
 * Port to the conversations of a ticket. A conversation becomes one of a ticket's a moment after its
 * first event that names the ticket. Rejects with LogError `store_unavailable`.
 */
export interface TicketConversations {
  /** Ids of the conversations that are about a ticket; none where the ticket is not known. */
  conversationsOf(tenantId: string, ticketId: string): Promise<readonly string[]>;
}
