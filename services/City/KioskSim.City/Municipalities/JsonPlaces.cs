using System.Text;
using System.Text.Json;

namespace KioskSim.City.Municipalities;

/// <summary>On which line of a JSON text each value begins, so that what is wrong with a value can be said with its line.</summary>
sealed class JsonPlaces
{
    readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <param name="json">Well formed.</param>
    public JsonPlaces(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        var (line, counted) = (1, 0);
        var path = new Stack<(string Path, int Next)>(); // of the containers that are open; of an array the index of its next value
        var name = "";
        while (reader.Read())
        {
            line += bytes.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    continue;
            }

            var here = name;
            if (path.TryPop(out var container))
            {
                here = container.Next < 0 ? Join(container.Path, name) : $"{container.Path}[{container.Next}]";
                path.Push(container.Next < 0 ? container : (container.Path, container.Next + 1));
            }

            _lines[here] = line;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Push((here, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        }
    }

    /// <param name="path">offers[2].yen; where there is no such value, the line of what it is missing from.</param>
    public int LineOf(string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (_lines.TryGetValue(path, out var line))
                return line;
        }

        return 1;
    }

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
