namespace KioskSim.Rules.Tests.Projects;

/// <summary>
/// Who refers to whom: every project and all of its references, the gRPC runtime's included. In brackets: for its own use, not shown on to
/// whoever refers to it. To allow a reference is to write it here.
/// </summary>
static class ReferenceTable
{
    public const string Text = """
        Domain               →
        Ipp                  →
        Paper.Marks          →
        Rpc.Api              →
        Storage              →
        Sweep                →

        Card                 → Domain
        Envelope             → Domain
        Pki                  → Domain
        Registers            → Domain
        Strict               → Domain
        Telemetry            → Domain
        Paper                → Paper.Marks
        PrinterEmulator      → Domain Ipp
        Rpc.Client           → Rpc.Api
        Rpc.Health           → Rpc.Api
        Rpc.Server           → Rpc.Api

        Contracts.Shared     → Domain Rpc.Api
        Contracts.Cabinet    → Contracts.Shared Rpc.Api
        Contracts.CityCore   → Contracts.Shared Rpc.Api
        Contracts.Internet   → Contracts.Shared Rpc.Api
        Contracts.Lgwan      → Contracts.Shared Rpc.Api
        Contracts.NightDuty  → Contracts.Shared Rpc.Api
        Contracts.StoreLine  → Contracts.Shared Rpc.Api

        Centre               → Contracts.Internet Contracts.Lgwan Contracts.StoreLine Domain Envelope Pki Rpc.Api Storage
        Jpki                 → Contracts.Internet Contracts.Lgwan Domain Pki Rpc.Api Storage
        City                 → Contracts.CityCore Contracts.Lgwan Contracts.NightDuty Domain Envelope Paper Pki Registers Rpc.Api Storage
        City.Faults          → City
        Inquiry              → Domain Envelope Paper
        Kiosk                → Card Contracts.StoreLine Domain Envelope Ipp Paper.Marks Rpc.Api

        Hosting              → [Contracts.Cabinet] [Contracts.CityCore] [Contracts.Internet] [Contracts.Lgwan] [Contracts.NightDuty]
                               Contracts.Shared [Contracts.StoreLine] Domain Rpc.Api Rpc.Client Rpc.Health Rpc.Server Telemetry
        Centre.Host          → Centre Hosting Rpc.Client Rpc.Server
        City.Host            → City Hosting Rpc.Client Rpc.Server
        Inquiry.Host         → Hosting Inquiry
        Jpki.Host            → Hosting Jpki Rpc.Client Rpc.Server
        Kiosk.App            → Contracts.Cabinet Hosting Kiosk Rpc.Client Rpc.Server Strict
        Devices              → Card Contracts.Cabinet Hosting PrinterEmulator Rpc.Server

        LineFaults           → Hosting Rpc.Api
        BaseRegisters        → [Contracts.CityCore] Registers Rpc.Api
        World                → BaseRegisters Domain
        Cluster              → Centre.Host City.Faults City.Host Devices Inquiry.Host Jpki.Host Kiosk.App LineFaults Rpc.Client World
        Checkers             → World
        Proof                → Checkers Cluster Sweep
        Show                 → Cluster Proof Rpc.Client
        Load                 → Checkers Cluster Proof
        Simulation           → Load Proof Rpc.Api Rpc.Server
        Cli                  → Cluster Load Proof Show Simulation
        """;

    /// <summary>One line an edge: <c>from → to</c> or <c>from → [to]</c>; a project without references is <c>from →</c>.</summary>
    public static IEnumerable<string> Edges()
    {
        var from = "";
        foreach (var line in Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [_, "→", ..])
            {
                (from, words) = (words[0], words[2..]);
                if (words is [])
                    yield return $"{from} →";
            }

            foreach (var to in words)
                yield return $"{from} → {to}";
        }
    }
}
