using System.Data;
using System.Data.Common;
using Dapper;
using KioskSim.Storage;

namespace KioskSim.City.Registry;

/// <summary>
/// One table that says which resident a card stands for: certificates by serial number, 住基カード by number. There are never two people
/// behind one card.
/// </summary>
/// <param name="table">With the columns municipality, <paramref name="number"/> and resident.</param>
/// <param name="cardsOf">The cards of this kind that a row names, and whose they are.</param>
sealed class CardRows(string table, string number, Func<FedRow, IEnumerable<(long Number, long Resident)>> cardsOf)
{
    public static readonly IReadOnlyList<CardRows> Kinds =
    [
        new("certificate", "serial", row => row.Read.Certificates.Select(c => (c.Key.Value, c.Value.Value))),
        new("juki_card", "number", row => row.Read.JukiCards.Values.Select(c => (c.Number.Value, c.Resident.Value))),
    ];

    readonly Statement _add = new(
        $"INSERT INTO {table} (municipality, {number}, resident) VALUES ($1, $2, $3)", DbType.String, DbType.Int64, DbType.Int64);

    public string Table => table;

    public IEnumerable<(long Number, long Resident)> CardsOf(FedRow row) => cardsOf(row);

    /// <summary>Whether any of their cards stands for somebody of another household already.</summary>
    /// <param name="rows">Of one city, no card in them twice.</param>
    public bool AreOthers(DbConnection connection, string city, IEnumerable<FedRow> rows)
    {
        var cards = rows.SelectMany(CardsOf, (row, card) => (card.Number, card.Resident, row.Row.Household)).ToDictionary(c => c.Number);
        if (cards.Count == 0)
            return false;
        var holders = connection.Query<(long Number, long Resident)>(
            $"SELECT {number}, resident FROM {table} WHERE municipality = @city AND {number} IN {{=numbers}}", new { city, numbers = cards.Keys });
        return holders.Any(h => h.Resident != cards[h.Number].Resident && HouseholdOf(h.Resident) != cards[h.Number].Household);

        long HouseholdOf(long resident) => connection.QuerySingle<long>(
            "SELECT household FROM resident WHERE municipality = @city AND resident = @resident", new { city, resident });
    }

    public void Add(DbConnection connection, string city, IEnumerable<FedRow> rows) => _add.Run(
        connection, rows.SelectMany(CardsOf, (_, card) => (object?[])[city, card.Number, card.Resident]));
}
