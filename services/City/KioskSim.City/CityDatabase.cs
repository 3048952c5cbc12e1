using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Issuance;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Restoring;
using KioskSim.City.Suppression;
using KioskSim.City.UseRegistration;
using KioskSim.Storage;

namespace KioskSim.City;

/// <summary>The tables of the issuance server. Steps are only added at the end.</summary>
public static class CityDatabase
{
    internal static readonly SchemaStep[] Steps =
    [
        RegisterCopy.Schema, AuditLog.Schema, IssueLedger.Schema, OlderSuppressions.Schema, RegisterCopy.JukiCardSchema, JukiCardKeys.Schema, IssueLedger.JukiCardSchema,
        AuditLog.Chain,
        SealCopy.Schema, TaxCopy.Schema, FamilyRegisterCopy.Schema, FeedStates.Schema, Notices.Schema, UseRegistrations.Schema, IssueLedger.WantedSchema, NightReferences.Schema,
        RestoredTables.Schema,
    ];

    public static Database Migrated(Database database)
    {
        database.Migrate(Steps);
        return database;
    }
}
