using System.Reflection;

namespace KioskSim.World;

/// <summary>
/// The lists the world is made from: text with [headings], one item a line, columns by spaces, # comments; an underscore stands for
/// a space.
/// </summary>
static class DataFile
{
    /// <summary>Sections in the file's order, each with its heading's words.</summary>
    public static IEnumerable<(string[] Heading, string[][] Rows)> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The list '{name}' is not in the program.");
        using var reader = new StreamReader(stream);

        string[]? heading = null;
        List<string[]> rows = [];
        while (reader.ReadLine() is { } line)
        {
            if (line is "" or ['#', ..])
                continue;
            if (line is not ['[', .. var words, ']'])
            {
                rows.Add([.. line.Split(' ').Select(column => column.Replace('_', ' '))]);
                continue;
            }

            if (heading is not null)
                yield return (heading, [.. rows]);
            heading = words.Split(' ');
            rows.Clear();
        }

        if (heading is not null)
            yield return (heading, [.. rows]);
    }
}
