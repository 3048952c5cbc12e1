using KioskSim.BaseRegisters.Feed;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.Cluster.Parts;

/// <summary>What the base registers of an invented city tell its issuance server.</summary>
public static class WorldFeed
{
    /// <summary>All four registers, whole.</summary>
    /// <exception cref="ConfigurationException">The server refused a row.</exception>
    public static async Task PushAsync(WorldFolder world, MunicipalityCode city, RegistryFeed.RegistryFeedClient server, CancellationToken stop)
    {
        Check(city, await RegisterFeed.PushResidentsAsync(world.Register(city), server, stop));
        Check(city, await RegisterFeed.PushSealsAsync(world.Register(city), server, stop));
        Check(city, await RegisterFeed.PushTaxesAsync(world.Taxes(city), server, stop));
        Check(city, await RegisterFeed.PushFamilyRegistersAsync(world.FamilyRegisters(city), server, stop));
    }

    /// <summary>That the server has all that the registers hold.</summary>
    public static async Task ConfirmAsync(MunicipalityCode city, DateTimeOffset asOf, RegistryFeed.RegistryFeedClient server, CancellationToken stop)
    {
        foreach (var register in Enum.GetValues<RegisterKind>())
            await RegisterFeed.ConfirmAsync(city, register, asOf, server, stop);
    }

    /// <exception cref="ConfigurationException">Rows were refused.</exception>
    public static void Check(MunicipalityCode city, FeedReport report)
    {
        if (report.RefusedRows > 0)
            throw new ConfigurationException($"The issuance server refused {report.RefusedRows} rows of {city}: {report.Reasons[0]}.");
    }
}
