// Generated from docs/openapi.json by `npm run openapi`.

export interface paths {
    "/v1/ingest/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a provider's webhook */
        post: operations["ingest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of all conversations, by the time they happened
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations, newest activity first
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One conversation
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of all conversations, in the order in which the log took them: for syncs
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["readFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{conversation_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of one conversation, by the time they happened
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["listConversationEvents"];
        put?: never;
        /**
         * Appends an event of the caller to a conversation
         * @description Needs a key with the scope `events:write`.
         */
        post: operations["appendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened by hour or day: counts, response and resolution times
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/tickets/{ticket_id}/conversation_log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comments and messages of a Zendesk ticket, in Zendesk's contract
         * @description Needs a key with the scope `events:read`.
         */
        get: operations["listConversationLogForTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the API answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description of the API */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page that shows this description */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A part of that page */
        get: operations["getDocsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description One event of the log. Within schema version 1, fields and enum values are only added: ignore what you do not know.
         * @example {
         *       "id": "01KAQX1M50000051ZYV4GZ0V6K",
         *       "type": "MessageReceived",
         *       "schema_version": 1,
         *       "revision": 1,
         *       "tenant_id": "acme",
         *       "conversation_id": "cnv_2Z3K8M1Q7W5T9X4C6V0BNGHJ",
         *       "occurred_at": "2026-11-23T09:30:00.000Z",
         *       "recorded_at": "2026-11-23T09:30:00.412Z",
         *       "origin": {
         *         "source_id": "whatsapp",
         *         "provider": "whatsapp",
         *         "event_type": "messages",
         *         "delivery_id": "dlv_01KAQX1MHW8R3D7K2N5P9S4T6V"
         *       },
         *       "channel": {
         *         "type": "whatsapp",
         *         "metadata": {
         *           "phone_number_id": "106540352242922"
         *         }
         *       },
         *       "actor": {
         *         "role": "customer",
         *         "id": "usr_7H2J9K4M1N6P3Q8R5S0T2V7W",
         *         "channel_id": "+15550100",
         *         "name": "Ada"
         *       },
         *       "recipients": [
         *         {
         *           "role": "system",
         *           "id": "usr_0C4D8E2F6G1H5J9K3M7N0P4Q",
         *           "channel_id": "+15550199"
         *         }
         *       ],
         *       "message": {
         *         "id": "wamid.HBgLMTU1NTAxMDA",
         *         "content": {
         *           "type": "text",
         *           "text": "Where is my order?",
         *           "format": "plain"
         *         }
         *       }
         *     }
         */
        ConversationEvent: {
            id: string;
            /** @enum {string} */
            type: "MessageReceived" | "MessageSent" | "MessageAccepted" | "MessageDelivered" | "MessageRead" | "MessageFailed" | "MessageEdited" | "MessageDeleted" | "MessageReacted" | "PostbackReceived" | "ReferralReceived" | "ConversationOpened" | "ConversationClosed" | "ConversationReopened" | "ConversationAssigned" | "ConversationTransferred" | "ConversationTagged" | "ConversationUpdated" | "ConversationDeleted" | "ConversationMerged" | "CustomerJoined" | "CustomerLeft" | "CustomerUpdated" | "CustomerMerged" | "AgentJoined" | "AgentLeft" | "BotJoined" | "BotLeft" | "TypingStarted" | "TypingStopped" | "NoteAdded" | "ConversationAnnotated" | "RatingGiven" | "EventRedacted" | "EventCorrected" | "ProviderEvent";
            /** @constant */
            schema_version: 1;
            revision: number;
            tenant_id: string;
            conversation_id: string;
            occurred_at: string;
            recorded_at: string;
            origin: components["schemas"]["Origin"];
            channel: components["schemas"]["Channel"];
            actor: components["schemas"]["Participant"];
            participant?: components["schemas"]["Participant"];
            recipients?: components["schemas"]["Participant"][];
            message?: components["schemas"]["Message"];
            change?: components["schemas"]["Change"];
            reaction?: components["schemas"]["Reaction"];
            postback?: components["schemas"]["Postback"];
            referral?: components["schemas"]["Referral"];
            rating?: components["schemas"]["Rating"];
            annotation?: components["schemas"]["Annotation"];
            merge?: components["schemas"]["Merge"];
            note?: components["schemas"]["Note"];
            error?: components["schemas"]["Failure"];
            ticket_id?: string;
            linked_conversation_id?: string;
            /** @constant */
            derived?: true;
            metadata?: {
                [key: string]: string;
            };
            payload?: unknown;
        };
        /** @description One page of events. */
        EventList: {
            data: components["schemas"]["ConversationEvent"][];
            page: components["schemas"]["Page"];
        };
        /** @description An event with the fields that `fields` asks for. */
        SparseEvent: {
            id: string;
            /** @enum {string} */
            type?: "MessageReceived" | "MessageSent" | "MessageAccepted" | "MessageDelivered" | "MessageRead" | "MessageFailed" | "MessageEdited" | "MessageDeleted" | "MessageReacted" | "PostbackReceived" | "ReferralReceived" | "ConversationOpened" | "ConversationClosed" | "ConversationReopened" | "ConversationAssigned" | "ConversationTransferred" | "ConversationTagged" | "ConversationUpdated" | "ConversationDeleted" | "ConversationMerged" | "CustomerJoined" | "CustomerLeft" | "CustomerUpdated" | "CustomerMerged" | "AgentJoined" | "AgentLeft" | "BotJoined" | "BotLeft" | "TypingStarted" | "TypingStopped" | "NoteAdded" | "ConversationAnnotated" | "RatingGiven" | "EventRedacted" | "EventCorrected" | "ProviderEvent";
            /** @constant */
            schema_version?: 1;
            revision?: number;
            tenant_id?: string;
            conversation_id?: string;
            occurred_at?: string;
            recorded_at?: string;
            origin?: components["schemas"]["Origin"];
            channel?: components["schemas"]["Channel"];
            actor?: components["schemas"]["Participant"];
            participant?: components["schemas"]["Participant"];
            recipients?: components["schemas"]["Participant"][];
            message?: components["schemas"]["Message"];
            change?: components["schemas"]["Change"];
            reaction?: components["schemas"]["Reaction"];
            postback?: components["schemas"]["Postback"];
            referral?: components["schemas"]["Referral"];
            rating?: components["schemas"]["Rating"];
            annotation?: components["schemas"]["Annotation"];
            merge?: components["schemas"]["Merge"];
            note?: components["schemas"]["Note"];
            error?: components["schemas"]["Failure"];
            ticket_id?: string;
            linked_conversation_id?: string;
            /** @constant */
            derived?: true;
            metadata?: {
                [key: string]: string;
            };
            payload?: unknown;
        };
        /** @description One page of events; with `fields`, of events that have only these. */
        SparseEventList: {
            data: components["schemas"]["ConversationEvent"][] | components["schemas"]["SparseEvent"][];
            page: components["schemas"]["Page"];
        };
        /** @description Where the list goes on: repeat the request with `cursor` set to `next_cursor`. A page may be short, even empty, with `has_more: true`. */
        Page: {
            next_cursor: string | null;
            has_more: boolean;
        };
        /** @description Events in the order of arrival, and up to when everything is in. */
        FeedPage: {
            data: components["schemas"]["ConversationEvent"][] | components["schemas"]["SparseEvent"][];
            page: {
                next_cursor: string;
                has_more: boolean;
            };
            /** Format: date-time */
            watermark: string;
        };
        /** @description A conversation as its events leave it. */
        ConversationSummary: {
            conversation_id: string;
            tenant_id: string;
            version: number;
            /** @enum {string} */
            status: "open" | "pending" | "closed";
            channel: components["schemas"]["Channel"];
            provider: string;
            source_id: string;
            provider_conversation_id?: string;
            ticket_id?: string;
            first_event_at: string;
            last_activity_at: string;
            opened_at?: string;
            closed_at?: string;
            events: number;
            messages_received: number;
            messages_sent: number;
            first_response_seconds?: number;
            resolution_seconds?: number;
            episode_count: number;
            episodes: {
                number: number;
                opened_at?: string;
                first_received_at?: string;
                first_response_at?: string;
                /** @enum {string} */
                first_response_role?: "customer" | "agent" | "bot" | "system";
                first_response_seconds?: number;
                closed_at?: string;
                resolution_seconds?: number;
            }[];
            participants: {
                id: string;
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                name?: string;
                provider_id?: string;
            }[];
            assignee_id?: string;
            team_id?: string;
            tags: string[];
            links: {
                merged_into?: string;
                merged_from: string[];
                linked: string[];
            };
            preview?: string;
            checkpoint: string;
        };
        /** @description One page of conversations. */
        ConversationList: {
            data: components["schemas"]["ConversationSummary"][];
            page: components["schemas"]["Page"];
        };
        /** @description What happened, by hour or day. */
        Metrics: {
            data: components["schemas"]["MetricsRow"][];
            /** @enum {string} */
            interval: "hour" | "day";
            time_zone: string;
        };
        MetricsRow: {
            start: string;
            end: string;
            channel?: string;
            provisional: boolean;
            events: number;
            messages_received: number;
            messages_sent: number;
            conversations_opened: number;
            conversations_closed: number;
            first_response: {
                count: number;
                median_seconds: number | null;
                p90_seconds: number | null;
            };
            resolution: {
                count: number;
                median_seconds: number | null;
                p90_seconds: number | null;
            };
        };
        /** @description An event to append to a conversation. */
        AppendRequest: {
            /** @constant */
            type: "ConversationAnnotated";
            annotation: components["schemas"]["Annotation"];
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        } | {
            /** @constant */
            type: "NoteAdded";
            note: components["schemas"]["Note"];
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        } | {
            /** @constant */
            type: "ConversationTagged";
            change: {
                tags_added?: string[];
                tags_removed?: string[];
            };
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        } | {
            /** @constant */
            type: "ConversationClosed";
            change?: {
                reason?: string;
            };
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        } | {
            /** @constant */
            type: "ConversationReopened";
            change?: {
                reason?: string;
            };
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        } | {
            /** @constant */
            type: "RatingGiven";
            rating: components["schemas"]["Rating"];
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        } | {
            /** @constant */
            type: "MessageSent";
            message: {
                quoted_message_id?: string;
                in_reply_to?: string;
                /** @description The channel's id of the message, so that its receipts find it. */
                id?: string;
                content: components["schemas"]["Content"];
            };
            /** @description The idempotency key, where the header Idempotency-Key is not sent. */
            id?: string;
            /** @description When it happened; now, where it is left out. */
            occurred_at?: string;
            /** @description Who did it; the API key as a system, where it is left out. */
            actor?: {
                /** @enum {string} */
                role: "customer" | "agent" | "bot" | "system";
                /** @description Someone the log knows already. */
                id?: string;
                /** @description The caller's own id of them. */
                provider_id?: string;
                channel_id?: string;
                external_id?: string;
                name?: string;
            };
            metadata?: {
                [key: string]: string;
            };
        };
        /** @description Comments and messages of a ticket, in Zendesk's contract. */
        ZendeskConversationLog: {
            events: ({
                id: string;
                reference: string;
                created_at: string;
                attachments: {
                    id: number;
                    file_name: string;
                    content_type: string;
                    content_url: string;
                    mapped_content_url: string;
                    url: string;
                    size: number;
                    width: number | null;
                    height: number | null;
                    inline: boolean;
                    deleted: boolean;
                    malware_access_override: boolean;
                    /** @enum {string} */
                    malware_scan_result: "malware_found" | "malware_not_found" | "failed_to_scan" | "not_scanned";
                    thumbnails: {
                        id: number;
                        file_name: string;
                        content_type: string;
                        content_url: string;
                        mapped_content_url: string;
                        url: string;
                        size: number;
                        width: number | null;
                        height: number | null;
                        inline: boolean;
                        deleted: boolean;
                        malware_access_override: boolean;
                        /** @enum {string} */
                        malware_scan_result: "malware_found" | "malware_not_found" | "failed_to_scan" | "not_scanned";
                    }[];
                }[];
                author: {
                    /** @enum {string} */
                    type: "user" | "agent" | "bot";
                    "zen:support:user_id"?: number;
                    "zen:sunco:user_id"?: string;
                    display_name?: string;
                    avatar_url?: string;
                };
                /** @constant */
                type: "Comment";
                content: {
                    /** @constant */
                    type: "html";
                    body: string;
                };
                metadata: {
                    custom: Record<string, never>;
                    system: Record<string, never>;
                    ticket_version: number;
                    public: boolean;
                };
            } | {
                id: string;
                reference: string;
                created_at: string;
                attachments: {
                    id: number;
                    file_name: string;
                    content_type: string;
                    content_url: string;
                    mapped_content_url: string;
                    url: string;
                    size: number;
                    width: number | null;
                    height: number | null;
                    inline: boolean;
                    deleted: boolean;
                    malware_access_override: boolean;
                    /** @enum {string} */
                    malware_scan_result: "malware_found" | "malware_not_found" | "failed_to_scan" | "not_scanned";
                    thumbnails: {
                        id: number;
                        file_name: string;
                        content_type: string;
                        content_url: string;
                        mapped_content_url: string;
                        url: string;
                        size: number;
                        width: number | null;
                        height: number | null;
                        inline: boolean;
                        deleted: boolean;
                        malware_access_override: boolean;
                        /** @enum {string} */
                        malware_scan_result: "malware_found" | "malware_not_found" | "failed_to_scan" | "not_scanned";
                    }[];
                }[];
                author: {
                    /** @enum {string} */
                    type: "user" | "agent" | "bot";
                    "zen:support:user_id"?: number;
                    "zen:sunco:user_id"?: string;
                    display_name?: string;
                    avatar_url?: string;
                };
                /** @constant */
                type: "Messaging::ConversationMessage";
                received_at: string;
                source?: {
                    type: string;
                };
                content: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                metadata: {
                    custom: Record<string, never>;
                    system: Record<string, never>;
                    ticket_version: number;
                };
            })[];
            links: {
                next: string;
                prev: string;
            };
            meta: {
                after_cursor: string;
                before_cursor: string;
                has_more: boolean;
            };
        };
        /** @description An error in Zendesk's form. */
        ZendeskError: {
            error: string;
            description: string;
        } | {
            errors: {
                code: string;
                title: string;
                detail: string;
            }[];
        };
        /** @description What became of the events of a delivery. */
        IngestResult: {
            appended: number;
            duplicates: number;
            queued: number;
            quarantined: number;
            skipped: number;
        };
        Health: {
            /** @constant */
            status: "ok";
            version: string;
        };
        /**
         * @description RFC 9457 problem details. `code` is stable; programs decide by it.
         * @example {
         *       "type": "urn:conversation-log:problem:unknown_parameter",
         *       "title": "The operation does not take this parameter.",
         *       "status": 400,
         *       "code": "unknown_parameter",
         *       "detail": "Unknown: form. The operation takes: from, to, order, limit, cursor.",
         *       "request_id": "0f6a6b5e-6a55-4b0a-8d0e-2f1c7d3c9a10"
         *     }
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            request_id: string;
        };
        /** @description What the gateway answers by itself, before the API sees the request. */
        GatewayMessage: {
            message: string;
        };
        /** @description Who caused an event, got a message, or joined or left. */
        Participant: {
            /** @enum {string} */
            role: "customer" | "agent" | "bot" | "system";
            id: string;
            provider_id?: string;
            channel_id?: string;
            external_id?: string;
            name?: string;
        };
        /** @description The provider's own names of what the event was made from. */
        Origin: {
            source_id: string;
            provider: string;
            account_id?: string;
            event_type: string;
            event_id?: string;
            conversation_id?: string;
            delivery_id: string;
        };
        Channel: {
            /** @enum {string} */
            type: "whatsapp" | "web" | "ios" | "android" | "messenger" | "instagram" | "sms" | "mms" | "rcs" | "email" | "telegram" | "line" | "slack" | "apple" | "viber" | "wechat" | "api" | "voice" | "other";
            metadata: {
                [key: string]: string;
            };
        };
        Message: {
            id: string;
            content?: components["schemas"]["Content"];
            attachment_count?: number;
            quoted_message_id?: string;
            in_reply_to?: string;
        };
        /** @description What a message says, by `type`. */
        Content: {
            /** @constant */
            type: "text";
            text: string;
            /** @enum {string} */
            format: "plain" | "html" | "markdown";
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "image";
            id?: string;
            url?: string;
            mime_type?: string;
            name?: string;
            size_bytes?: number;
            sha256?: string;
            caption?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "audio";
            id?: string;
            url?: string;
            mime_type?: string;
            name?: string;
            size_bytes?: number;
            sha256?: string;
            caption?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "video";
            id?: string;
            url?: string;
            mime_type?: string;
            name?: string;
            size_bytes?: number;
            sha256?: string;
            caption?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "file";
            id?: string;
            url?: string;
            mime_type?: string;
            name?: string;
            size_bytes?: number;
            sha256?: string;
            caption?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "sticker";
            id?: string;
            url?: string;
            mime_type?: string;
            name?: string;
            size_bytes?: number;
            sha256?: string;
            caption?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "location";
            latitude: number;
            longitude: number;
            name?: string;
            address?: string;
            url?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "contacts";
            contacts: components["schemas"]["Contact"][];
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "structured";
            /** @enum {string} */
            kind: "buttons" | "quick_replies" | "list" | "carousel" | "form" | "form_response" | "template" | "order" | "product" | "flow";
            text?: string;
            items?: components["schemas"]["ContentItem"][];
            fields?: components["schemas"]["ContentField"][];
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        } | {
            /** @constant */
            type: "unsupported";
            provider_type?: string;
            reason?: string;
            actions?: components["schemas"]["Action"][];
            attachments?: components["schemas"]["Attachment"][];
        };
        Action: {
            /** @enum {string} */
            type: "reply" | "postback" | "link" | "buy" | "webview" | "location_request";
            id?: string;
            text?: string;
            payload?: string;
            url?: string;
            amount?: number;
            currency?: string;
        };
        Attachment: {
            /** @enum {string} */
            type: "image" | "audio" | "video" | "file" | "sticker";
            id?: string;
            url?: string;
            mime_type?: string;
            name?: string;
            size_bytes?: number;
            sha256?: string;
            caption?: string;
        };
        Contact: {
            name?: string;
            organization?: string;
            phones?: string[];
            emails?: string[];
        };
        ContentItem: {
            id?: string;
            title?: string;
            description?: string;
            media_url?: string;
            quantity?: number;
            amount?: number;
            currency?: string;
            actions?: components["schemas"]["Action"][];
        };
        ContentField: {
            name: string;
            label?: string;
            type?: string;
            value?: string;
            options?: {
                value: string;
                label?: string;
            }[];
        };
        Change: {
            /** @enum {string} */
            status?: "open" | "pending" | "closed";
            /** @enum {string} */
            previous_status?: "open" | "pending" | "closed";
            assignee_id?: string;
            previous_assignee_id?: string;
            team_id?: string;
            reason?: string;
            tags_added?: string[];
            tags_removed?: string[];
        };
        Reaction: {
            emoji?: string;
            /** @enum {string} */
            action: "added" | "removed";
        };
        Postback: {
            payload: string;
            title?: string;
        };
        Referral: {
            source: string;
            ref?: string;
            ad_id?: string;
        };
        Rating: {
            score: number;
            scale: number;
            comment?: string;
        };
        Annotation: {
            label: string;
            score?: number;
            model?: string;
        };
        Merge: {
            from_id: string;
            into_id: string;
        };
        Note: {
            text: string;
            /** @enum {string} */
            format: "plain" | "html" | "markdown";
        };
        Failure: {
            code: string;
            message: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The id of the request: name it when you ask the operators. */
        "x-request-id": string;
        /** @description How to authenticate. */
        "www-authenticate": string;
        /** @description The methods that the resource takes. */
        allow: string;
        /** @description After how many seconds to try again. */
        "retry-after": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ingest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The source, as `npm run sources` names it: one configured webhook of a provider. */
                source_id: string;
            };
            cookie?: never;
        };
        /** @description The webhook as the provider sends and signs it. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestResult"];
                };
            };
            /** @description Kept in the retry queue: the log is down for the moment. */
            202: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestResult"];
                };
            };
            /** @description - From the gateway, without a code: The path is not valid percent-encoding. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `invalid_signature`: The webhook is not signed with a secret of this source. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unknown_source`: No source has this id. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `method_not_allowed`: The resource does not take this method. */
            405: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    allow: components["headers"]["allow"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `body_too_large`: The body is larger than the limit.
             *     - From the gateway, without a code: The body is over 6 MB.
             */
            413: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - From the gateway, without a code: Too many requests at once. */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Event types: one or several, separated by commas, of MessageReceived, MessageSent, MessageAccepted, MessageDelivered, MessageRead, MessageFailed, MessageEdited, MessageDeleted, MessageReacted, PostbackReceived, ReferralReceived, ConversationOpened, ConversationClosed, ConversationReopened, ConversationAssigned, ConversationTransferred, ConversationTagged, ConversationUpdated, ConversationDeleted, ConversationMerged, CustomerJoined, CustomerLeft, CustomerUpdated, CustomerMerged, AgentJoined, AgentLeft, BotJoined, BotLeft, TypingStarted, TypingStopped, NoteAdded, ConversationAnnotated, RatingGiven, EventRedacted, EventCorrected, ProviderEvent. */
                type?: string;
                /** @description Channels: one or several, separated by commas, of whatsapp, web, ios, android, messenger, instagram, sms, mms, rcs, email, telegram, line, slack, apple, viber, wechat, api, voice, other. */
                channel?: string;
                /** @description Names of providers (origin.provider), one or several, separated by commas. */
                provider?: string;
                /** @description Ids of sources (origin.source_id), one or several, separated by commas. */
                source_id?: string;
                /** @description Role of who caused the event (actor.role): one or several, separated by commas, of customer, agent, bot, system. */
                actor_role?: string;
                /** @description People in the event, as actor, participant or recipient: usr_ ids, separated by commas. */
                participant_id?: string;
                /** @description Kinds of content (message.content.type): one or several, separated by commas, of text, image, audio, video, file, sticker, location, contacts, structured, unsupported. */
                content_type?: string;
                /** @description Earliest occurred_at, inclusive: a date (UTC) or a time with zone. */
                from?: string;
                /** @description Latest occurred_at, exclusive: a date (UTC) or a time with zone. */
                to?: string;
                /** @description By occurred_at: oldest or newest first. */
                order?: "asc" | "desc";
                /** @description The most events of a page. A page with fewer is not the last: has_more tells. */
                limit?: number;
                /** @description next_cursor of the page before, with the same filters. */
                cursor?: string;
                /** @description Fields of the events to give, separated by commas; id always is. id, type, schema_version, revision, tenant_id, conversation_id, occurred_at, recorded_at, origin, channel, actor, participant, recipients, message, change, reaction, postback, referral, rating, annotation, merge, note, error, ticket_id, linked_conversation_id, derived, metadata, payload. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SparseEventList"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             *     - `invalid_cursor`: The cursor was not made by this API. Start without one.
             *     - `cursor_mismatch`: The cursor belongs to other filters. Repeat the filters it was made with.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: {
                /** @description The event's conversation: makes the read see an append answered just before. */
                conversation_id?: string;
            };
            header?: never;
            path: {
                /** @description The id of the event: a ULID. */
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationEvent"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             *     - From the gateway, without a code: The path is not valid percent-encoding.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `not_found`: There is nothing here that this API key can see. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Only conversations in this state. */
                status?: "open" | "pending" | "closed";
                /** @description Channel of the newest event. */
                channel?: "whatsapp" | "web" | "ios" | "android" | "messenger" | "instagram" | "sms" | "mms" | "rcs" | "email" | "telegram" | "line" | "slack" | "apple" | "viber" | "wechat" | "api" | "voice" | "other";
                /** @description Earliest last_activity_at, inclusive. */
                updated_since?: string;
                /** @description A customer: only conversations with them. */
                participant_id?: string;
                /** @description With provider_conversation_id. */
                provider?: string;
                /** @description The provider's own id of the conversation: origin.conversation_id of its events. */
                provider_conversation_id?: string;
                /** @description Where ids of conversations are unique only within an account of the provider. */
                provider_account_id?: string;
                /** @description The most events of a page. A page with fewer is not the last: has_more tells. */
                limit?: number;
                /** @description next_cursor of the page before, with the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             *     - `invalid_cursor`: The cursor was not made by this API. Start without one.
             *     - `cursor_mismatch`: The cursor belongs to other filters. Repeat the filters it was made with.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the conversation. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSummary"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - From the gateway, without a code: The path is not valid percent-encoding.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `not_found`: There is nothing here that this API key can see. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    readFeed: {
        parameters: {
            query?: {
                /** @description Event types: one or several, separated by commas, of MessageReceived, MessageSent, MessageAccepted, MessageDelivered, MessageRead, MessageFailed, MessageEdited, MessageDeleted, MessageReacted, PostbackReceived, ReferralReceived, ConversationOpened, ConversationClosed, ConversationReopened, ConversationAssigned, ConversationTransferred, ConversationTagged, ConversationUpdated, ConversationDeleted, ConversationMerged, CustomerJoined, CustomerLeft, CustomerUpdated, CustomerMerged, AgentJoined, AgentLeft, BotJoined, BotLeft, TypingStarted, TypingStopped, NoteAdded, ConversationAnnotated, RatingGiven, EventRedacted, EventCorrected, ProviderEvent. */
                type?: string;
                /** @description Channels: one or several, separated by commas, of whatsapp, web, ios, android, messenger, instagram, sms, mms, rcs, email, telegram, line, slack, apple, viber, wechat, api, voice, other. */
                channel?: string;
                /** @description Names of providers (origin.provider), one or several, separated by commas. */
                provider?: string;
                /** @description Ids of sources (origin.source_id), one or several, separated by commas. */
                source_id?: string;
                /** @description Role of who caused the event (actor.role): one or several, separated by commas, of customer, agent, bot, system. */
                actor_role?: string;
                /** @description People in the event, as actor, participant or recipient: usr_ ids, separated by commas. */
                participant_id?: string;
                /** @description Kinds of content (message.content.type): one or several, separated by commas, of text, image, audio, video, file, sticker, location, contacts, structured, unsupported. */
                content_type?: string;
                /** @description Where a sync without a cursor starts: the earliest time of recording, inclusive. */
                from?: string;
                /** @description next_cursor of the answer before, with the same filters. */
                cursor?: string;
                /** @description The most events of a page. A page with fewer is not the last: has_more tells. */
                limit?: number;
                /** @description Seconds that an empty answer is held open until there is an event. */
                wait?: number;
                /** @description Fields of the events to give, separated by commas; id always is. id, type, schema_version, revision, tenant_id, conversation_id, occurred_at, recorded_at, origin, channel, actor, participant, recipients, message, change, reaction, postback, referral, rating, annotation, merge, note, error, ticket_id, linked_conversation_id, derived, metadata, payload. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedPage"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             *     - `invalid_cursor`: The cursor was not made by this API. Start without one.
             *     - `cursor_mismatch`: The cursor belongs to other filters. Repeat the filters it was made with.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listConversationEvents: {
        parameters: {
            query?: {
                /** @description Event types: one or several, separated by commas, of MessageReceived, MessageSent, MessageAccepted, MessageDelivered, MessageRead, MessageFailed, MessageEdited, MessageDeleted, MessageReacted, PostbackReceived, ReferralReceived, ConversationOpened, ConversationClosed, ConversationReopened, ConversationAssigned, ConversationTransferred, ConversationTagged, ConversationUpdated, ConversationDeleted, ConversationMerged, CustomerJoined, CustomerLeft, CustomerUpdated, CustomerMerged, AgentJoined, AgentLeft, BotJoined, BotLeft, TypingStarted, TypingStopped, NoteAdded, ConversationAnnotated, RatingGiven, EventRedacted, EventCorrected, ProviderEvent. */
                type?: string;
                /** @description Channels: one or several, separated by commas, of whatsapp, web, ios, android, messenger, instagram, sms, mms, rcs, email, telegram, line, slack, apple, viber, wechat, api, voice, other. */
                channel?: string;
                /** @description Names of providers (origin.provider), one or several, separated by commas. */
                provider?: string;
                /** @description Ids of sources (origin.source_id), one or several, separated by commas. */
                source_id?: string;
                /** @description Role of who caused the event (actor.role): one or several, separated by commas, of customer, agent, bot, system. */
                actor_role?: string;
                /** @description People in the event, as actor, participant or recipient: usr_ ids, separated by commas. */
                participant_id?: string;
                /** @description Kinds of content (message.content.type): one or several, separated by commas, of text, image, audio, video, file, sticker, location, contacts, structured, unsupported. */
                content_type?: string;
                /** @description Earliest occurred_at, inclusive: a date (UTC) or a time with zone. */
                from?: string;
                /** @description Latest occurred_at, exclusive: a date (UTC) or a time with zone. */
                to?: string;
                /** @description By occurred_at: oldest or newest first. */
                order?: "asc" | "desc";
                /** @description The most events of a page. A page with fewer is not the last: has_more tells. */
                limit?: number;
                /** @description next_cursor of the page before, with the same filters. */
                cursor?: string;
                /** @description Fields of the events to give, separated by commas; id always is. id, type, schema_version, revision, tenant_id, conversation_id, occurred_at, recorded_at, origin, channel, actor, participant, recipients, message, change, reaction, postback, referral, rating, annotation, merge, note, error, ticket_id, linked_conversation_id, derived, metadata, payload. */
                fields?: string;
            };
            header?: never;
            path: {
                /** @description The id of the conversation. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SparseEventList"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             *     - `invalid_cursor`: The cursor was not made by this API. Start without one.
             *     - `cursor_mismatch`: The cursor belongs to other filters. Repeat the filters it was made with.
             *     - From the gateway, without a code: The path is not valid percent-encoding.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `not_found`: There is nothing here that this API key can see. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    appendEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the conversation. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationEvent"];
                };
            };
            /** @description Appended; 200 when it was before. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationEvent"];
                };
            };
            /**
             * @description - `invalid_body`: The body is not what the operation takes.
             *     - `unknown_parameter`: The operation does not take this parameter.
             *     - From the gateway, without a code: The path is not valid percent-encoding.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `not_found`: There is nothing here that this API key can see. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `id_conflict`: Another event was appended with this idempotency key. */
            409: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `body_too_large`: The body is larger than the limit.
             *     - From the gateway, without a code: The body is over 6 MB.
             */
            413: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                /** @description Start, inclusive; default: a day before to. At most 31 days. */
                from?: string;
                /** @description End, exclusive; default: now. Both are widened to quarter hours. */
                to?: string;
                /** @description What a row covers. */
                interval?: "hour" | "day";
                /** @description IANA time zone of the hours and days. */
                time_zone?: string;
                /** @description Only these channels, separated by commas. */
                channel?: string;
                /** @description Gives a row for each channel. */
                group_by?: "channel";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metrics"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    listConversationLogForTicket: {
        parameters: {
            query?: {
                /** @description Records per page. */
                "page[size]"?: number;
                /** @description after_cursor of a page: what follows it. */
                "page[after]"?: string;
                /** @description before_cursor of a page: what precedes it. */
                "page[before]"?: string;
                /** @description Both fields give one order, that of the ids; - is newest first. */
                sort?: "created_at" | "-created_at" | "id" | "-id";
            };
            header?: never;
            path: {
                /** @description The provider's id of the ticket. */
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskConversationLog"];
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - `invalid_parameter`: A parameter is not of its documented form.
             *     - From the gateway, without a code: The path is not valid percent-encoding.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"] | components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unauthorized`: The API key is missing, unknown, revoked or expired.
             *     - From the gateway, without a code: There is no `Authorization` header.
             */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"] | components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `forbidden`: The API key lacks the scope that the operation needs. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"];
                };
            };
            /** @description - `not_found`: There is nothing here that this API key can see. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"];
                };
            };
            /**
             * @description - `rate_limited`: The API key has spent its requests of this minute.
             *     - From the gateway, without a code: Too many requests at once.
             */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"] | components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"] | components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZendeskError"] | components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description - `unknown_parameter`: The operation does not take this parameter. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - From the gateway, without a code: Too many requests at once. */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        info: {
                            title: string;
                            version: string;
                        } & {
                            [key: string]: unknown;
                        };
                        paths: {
                            [key: string]: {
                                [key: string]: unknown;
                            };
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description - `unknown_parameter`: The operation does not take this parameter. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - From the gateway, without a code: Too many requests at once. */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description - `unknown_parameter`: The operation does not take this parameter. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - From the gateway, without a code: Too many requests at once. */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
    getDocsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the file. */
                file: "page.css" | "page.js" | "swagger-ui.css" | "swagger-ui-bundle.js";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/css": string;
                    "text/javascript": string;
                };
            };
            /**
             * @description - `unknown_parameter`: The operation does not take this parameter.
             *     - From the gateway, without a code: The path is not valid percent-encoding.
             */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /** @description - `not_found`: There is nothing here that this API key can see. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - From the gateway, without a code: Too many requests at once. */
            429: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `internal`: The log failed. The request id tells its operators more.
             *     - From the gateway, without a code: The function failed.
             */
            500: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
            /**
             * @description - `unavailable`: The log cannot answer at the moment. Try again.
             *     - From the gateway, without a code: The function did not answer in time.
             */
            503: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayMessage"];
                };
            };
        };
    };
}
