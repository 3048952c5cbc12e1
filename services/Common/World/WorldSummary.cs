using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.BaseRegisters;

namespace KioskSim.World;

/// <summary>What was made, as world.json tells it. Nothing about any person.</summary>
public sealed record WorldSummary(ulong Seed, DateOnly AsOf, ImmutableArray<CitySummary> Cities)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file people read: city names as they are written
    };

    public long Residents => Cities.Sum(c => c.Counts.Residents);

    /// <exception cref="InvalidDataException">Not a summary of a world.</exception>
    public static WorldSummary Load(string folder)
    {
        var path = Path.Combine(folder, WorldFolder.SummaryFile);
        try
        {
            return JsonSerializer.Deserialize<WorldSummary>(File.ReadAllText(path), Format) is { Cities.IsDefaultOrEmpty: false } summary
                ? summary
                : throw new InvalidDataException($"{path} does not describe a world.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} does not describe a world.", broken);
        }
    }

    internal void Save(string folder) =>
        File.WriteAllText(Path.Combine(folder, WorldFolder.SummaryFile), JsonSerializer.Serialize(this, Format) + "\n");
}

/// <param name="Code">Six digits.</param>
/// <param name="FamilyRegisters">Kept by the city, wherever those in them live.</param>
/// <param name="TaxEntries">Of people and fiscal years.</param>
public sealed record CitySummary(string Code, string Name, RegisterCounts Counts, long FamilyRegisters, long TaxEntries);
