namespace KioskSim.Cluster;

/// <summary>On how many servers each service stands. Those of one service share its tables, which then lie in PostgreSQL.</summary>
/// <param name="City">Of each issuance server.</param>
public sealed record Replicas(int Centre = 1, int Jpki = 1, int City = 1);
