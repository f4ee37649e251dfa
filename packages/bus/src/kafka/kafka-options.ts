/** How to reach a Kafka cluster, beside the brokers that the URL names. */
export type KafkaOptions = Readonly<{
  /** TLS with the system's authorities (`true`), or with these PEM texts. */
  ssl?: boolean | Readonly<{ ca?: string; cert?: string; key?: string; servername?: string }>;
  sasl?: Readonly<{ mechanism: "scram-sha-512" | "plain"; username: string; password: string }>;
  /**
   * Begins the epochs of all topics, 1 to 32 letters, digits and hyphens. Topics that were made anew get other epochs without
   * it, by Kafka's topic ids; change it when the cluster's contents went back, as from a backup, or when topics were made
   * anew on brokers without such ids (before 2.8). The cluster's id unless told.
   */
  streamEpoch?: string;
  /** Copies of each partition of topics that are created; 3, or one for each broker where there are fewer, unless told. */
  replicationFactor?: number;
  /** An append that is not acknowledged for so long fails, in milliseconds; 5,000 unless told. */
  deliveryTimeoutMs?: number;
}>;
