namespace KioskSim.Cli.Commands;

/// <summary>What a citizen lays on the reader.</summary>
enum Carried
{
    Card,
    Phone,
}
