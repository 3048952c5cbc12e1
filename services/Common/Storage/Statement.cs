using System.Data;
using System.Data.Common;

namespace KioskSim.Storage;

/// <summary>
/// One statement for many rows, its parameters numbered $1, $2, …: prepared once where that is all there is to gain, sent in batches
/// where each answer costs a round trip.
/// </summary>
public sealed class Statement(string sql, params DbType[] types)
{
    const int MostInBatch = 1000;

    /// <param name="rows">The values of the parameters, in their order.</param>
    public void Run(DbConnection connection, IEnumerable<object?[]> rows)
    {
        if (connection.CanCreateBatch)
            RunInBatches(connection, rows);
        else
            RunOneByOne(connection, rows);
    }

    void RunInBatches(DbConnection connection, IEnumerable<object?[]> rows)
    {
        foreach (var chunk in rows.Chunk(MostInBatch))
        {
            using var batch = connection.CreateBatch();
            foreach (var row in chunk)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                AddParameters(command.Parameters, command.CreateParameter, _ => ""); // without a name it has a number
                Set(command.Parameters, row);
                batch.BatchCommands.Add(command);
            }

            batch.ExecuteNonQuery();
        }
    }

    void RunOneByOne(DbConnection connection, IEnumerable<object?[]> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        AddParameters(command.Parameters, command.CreateParameter, number => $"${number}");
        foreach (var row in rows)
        {
            Set(command.Parameters, row);
            command.ExecuteNonQuery();
        }
    }

    void AddParameters(DbParameterCollection parameters, Func<DbParameter> create, Func<int, string> name)
    {
        for (var i = 0; i < types.Length; i++)
        {
            var parameter = create();
            (parameter.ParameterName, parameter.DbType) = (name(i + 1), types[i]);
            parameters.Add(parameter);
        }
    }

    static void Set(DbParameterCollection parameters, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            parameters[i].Value = row[i] ?? DBNull.Value;
    }
}
