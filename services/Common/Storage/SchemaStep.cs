using System.Data.Common;

namespace KioskSim.Storage;

/// <summary>One step of a schema: tables, and what is to be done with rows that are there already.</summary>
/// <param name="Sql">In the words that <see cref="Database"/> names.</param>
/// <param name="Then">Within the same transaction.</param>
public sealed record SchemaStep(string Sql, Action<DbConnection>? Then = null)
{
    public static implicit operator SchemaStep(string sql) => new(sql);
}
