using System.Text.RegularExpressions;
using ClickHouse.Driver.ADO;

namespace Candor.Store.ClickHouse;

/// <summary>Parameters as ClickHouse has them: <c>$name</c> becomes <c>{name:Type}</c>, with the type of its value.</summary>
static partial class SqlParameters
{
    public static void Bind(ClickHouseCommand command, string sql, IReadOnlyList<SqlParameter> parameters)
    {
        var types = parameters.ToDictionary(p => p.Name, p => TypeOf(p.Value), StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        command.CommandText = Name().Replace(sql, match =>
        {
            var name = match.Groups[1].Value;
            if (!types.TryGetValue(name, out var type))
                return match.Value;
            used.Add(name);
            return $"{{{name}:{type}}}";
        });
        foreach (var (name, value) in parameters)
            if (used.Contains(name))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.ClickHouseType, parameter.Value) = (name, types[name], value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }
    }

    static string TypeOf(object? value) => value switch
    {
        null => "Nullable(Nothing)",
        string => "String",
        bool => "Bool",
        int => "Int32",
        long => "Int64",
        ulong => "UInt64",
        double => "Float64",
        Guid => "UUID",
        DateOnly => "Date32",
        DateTime => "DateTime64(3, 'UTC')",
        IEnumerable<string> => "Array(String)",
        IEnumerable<ulong> => "Array(UInt64)",
        IEnumerable<double> => "Array(Float64)",
        IEnumerable<long> => "Array(Int64)",
        IEnumerable<int> => "Array(Int32)",
        IEnumerable<DateTime> => "Array(DateTime64(3, 'UTC'))",
        _ => throw new ArgumentException($"ClickHouse is given no parameter of type {value.GetType().Name}."),
    };

    [GeneratedRegex(@"\$([a-z][a-z0-9_]*)")]
    private static partial Regex Name();
}
