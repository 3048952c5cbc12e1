using Microsoft.Data.Sqlite;

namespace KioskSim.City.Registry;

/// <summary>
/// One table that says which resident a card stands for, written within one transaction: certificates by serial number, 住基カード by number.
/// There are never two people behind one card.
/// </summary>
/// <param name="table">With the columns municipality, <paramref name="number"/> and resident.</param>
sealed class CardRows(SqliteConnection connection, string table, string number) : IDisposable
{
    readonly SqliteCommand _holder = connection.Command(
        $"""
        SELECT 1 FROM {table} JOIN resident USING (municipality, resident)
        WHERE municipality = $municipality AND {number} = $number AND resident <> $resident AND household <> $household
        """);

    readonly SqliteCommand _clearHousehold = connection.Command(
        $"DELETE FROM {table} WHERE municipality = $municipality AND resident IN (SELECT resident FROM resident WHERE municipality = $municipality AND household = $household)");

    readonly SqliteCommand _clear = connection.Command($"DELETE FROM {table} WHERE municipality = $municipality AND resident = $resident");

    readonly SqliteCommand _add = connection.Command($"INSERT INTO {table} VALUES ($municipality, $number, $resident)");

    /// <summary>Whether a card stands for somebody of another household already.</summary>
    public bool IsAnothers(string city, long household, (long Number, long Resident) card) =>
        _holder.Finds(("municipality", city), ("number", card.Number), ("resident", card.Resident), ("household", household));

    public void ClearHousehold(string city, long household) => _clearHousehold.Run(("municipality", city), ("household", household));

    public void Clear(string city, long resident) => _clear.Run(("municipality", city), ("resident", resident));

    public void Add(string city, (long Number, long Resident) card) =>
        _add.Run(("municipality", city), ("number", card.Number), ("resident", card.Resident));

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_holder, _clearHousehold, _clear, _add])
            command.Dispose();
    }
}
